import type { Overtaken } from '../ports/stacks.ts';
import { errorName } from './errors.ts';

/** CloudFormation's errors if a stack or change set is not as it was when the request was built. */
const NAMES = ['AlreadyExistsException', 'ChangeSetNotFoundException', 'InvalidChangeSetStatusException'];

/** ValidationError messages with the same meaning: only the wording distinguishes them from mistakes. */
const WORDINGS = [
  /is in (the )?[A-Z_]+ state/,
  /cannot be deleted while in status/i,
  /^Stack \[?[^\]]*\]? ?(with id \S+ )?does not exist/,
];

/**
 * The result of a request, or that somebody else was first. `seen` is the stack's status when the request was built: a
 * refusal because of that status would only repeat.
 */
export async function orOvertaken<Result>(request: () => Promise<Result>, seen?: string): Promise<Result | Overtaken> {
  try {
    return await request();
  } catch (error) {
    if (isOvertaken(error, seen)) return 'overtaken';
    throw error;
  }
}

function isOvertaken(error: unknown, seen: string | undefined): boolean {
  const name = errorName(error).replace(/(Exception)?$/, 'Exception');
  if (NAMES.includes(name)) return true;
  const text = error instanceof Error ? error.message : '';
  if (seen !== undefined && text.split(/[^A-Z_]+/).includes(seen)) return false;
  return name.startsWith('Validation') && WORDINGS.some((wording) => wording.test(text));
}
