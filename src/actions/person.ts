import { usageError } from '../errors.ts';
import { anySession, isSessionName } from '../lab/person.ts';
import type { ActionContext } from './context.ts';

/** Refuses a name that AWS would not accept, before any request. */
export function expectPerson({ as }: Pick<ActionContext, 'as'>): void {
  if (as === undefined || isSessionName(as)) return;
  throw usageError(
    'invalid-person',
    `--as is "${as}", which cannot be the name of a data scientist`,
    'take 2 to 64 letters, digits and _+=,.@-',
  );
}

/** Warns if everybody who signs in this way has the same name, and so shares the same notebooks. */
export function tellIfNobody({ lab, ui }: ActionContext, person: string): void {
  if (person !== anySession(lab)) return;
  const message = `your name is ${person}, as it is for everybody who signs in this way; --as NAME tells people apart`;
  ui.emit({ type: 'notice', level: 'warning', message });
}
