import type { Overtaken } from '../ports/stacks.ts';
import { errorName } from './errors.ts';

/** CloudFormation's errors where a stack or change set is not what it was when the request was made up. */
const NAMES = ['AlreadyExistsException', 'ChangeSetNotFoundException', 'InvalidChangeSetStatusException'];

/** The wordings of ValidationError that mean the same: nothing else tells them from mistakes. */
const WORDINGS = [
  /is in (the )?[A-Z_]+ state/,
  /cannot be deleted while in status/i,
  /^Stack \[?[^\]]*\]? ?(with id \S+ )?does not exist/,
];

/**
 * What a request gives, or that somebody else's came before it. `seen` is the status in which the stack was when the
 * request was made up: what is refused because of that one would be refused again.
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
