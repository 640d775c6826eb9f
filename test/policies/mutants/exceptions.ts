/** Mutants that no probe can tell from the policy, and why that is no danger: at most a dozen. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'NotebookBucketPolicy/OwnerEmpties: without the condition StringEquals aws:userid':
    '`NoOtherDataScientist` beside it denies everybody but the owner the same, and is proven by itself.',
};
