/** `repair` removes deleted resources from the stack's record; the update that follows creates them again. */
export type StackOperation = 'create' | 'update' | 'repair' | 'delete' | 'recover' | 'attach';

/** What is said of a stack once it is done. */
export const OPERATION_DONE: Readonly<Record<StackOperation, string>> = {
  create: 'created',
  update: 'updated',
  repair: 'prepared for repair',
  delete: 'deleted',
  recover: 'recovered',
  attach: 'came to rest',
};

/** The reason of a resource that CloudFormation gave up since another one failed. It is never the cause. */
const CANCELLED = /^Resource (creation|update|deletion|import) cancelled/i;

export function isCancellation(reason = ''): boolean {
  return CANCELLED.test(reason);
}
