import { usageError } from '../errors.ts';
import { suggestion } from '../lab/nearest.ts';
import { anySession, identitiesOf, isSessionName, personNamed, type Person } from '../lab/person.ts';
import type { ActionContext } from './context.ts';

/** Refuses a name that AWS would not accept, before any request, and tells of one that the settings do not know. */
export function expectPerson({ as, people, ui }: Pick<ActionContext, 'as' | 'people' | 'ui'>): void {
  if (as === undefined) return;
  const meant = suggestion(as, people.flatMap(namesOf), '');
  const suggested = meant && `; ${meant}`;
  if (!isSessionName(as)) {
    throw usageError(
      'invalid-person',
      `--as is "${as}", which cannot be the name of a data scientist`,
      `take 2 to 64 letters, digits and _+=,.@-${suggested}`,
    );
  }
  if (people.length === 0 || personNamed(people, as)) return;
  ui.emit({ type: 'notice', level: 'warning', message: `the settings name nobody called ${as}${suggested}` });
}

function namesOf(person: Person): string[] {
  return [person.name, ...identitiesOf(person)];
}

/** Warns if everybody who signs in this way has the same name, and so shares the same notebooks. */
export function tellIfNobody({ lab, ui }: ActionContext, person: string): void {
  if (person !== anySession(lab)) return;
  const message = `your name is ${person}, as it is for everybody who signs in this way; --as NAME tells people apart`;
  ui.emit({ type: 'notice', level: 'warning', message });
}
