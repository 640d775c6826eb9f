import { usageError } from '../errors.ts';
import type { LabSettings } from '../lab/accounts.ts';
import { suggestion } from '../lab/nearest.ts';
import { personNamed, type Person } from '../lab/person.ts';
import { firstOf } from '../lab/quantities.ts';

/** A lab, and who works in it. */
interface Peopled extends Pick<LabSettings, 'name'> {
  readonly people: readonly Person[];
}

/** The lab of a person, where nobody says which: it has to be the only one that has them. */
export function labOfPerson(as: string, labs: readonly Peopled[]): string | undefined {
  if (labs.length === 1) return undefined;
  const [found, ...others] = labs.filter(({ people }) => personNamed(people, as)).map(({ name }) => name);
  const shown = JSON.stringify(as.slice(0, LONGEST_SHOWN));
  if (found === undefined) throw nobody(shown, as, labs);
  if (others.length === 0) return found;
  const several = firstOf([found, ...others], MOST_LISTED);
  throw usageError('no-lab-chosen', `${shown} works in several labs: ${several}`, 'choose one of them with --lab NAME');
}

function nobody(shown: string, as: string, labs: readonly Peopled[]) {
  const everybody = labs.flatMap(({ people }) => people.map(({ name }) => name));
  return usageError(
    'no-lab-chosen',
    `none of the ${String(labs.length)} labs in the settings names ${shown} among its people`,
    suggestion(as, everybody, 'correct the name, or choose a lab with --lab NAME'),
  );
}

const LONGEST_SHOWN = 80;
const MOST_LISTED = 10;
