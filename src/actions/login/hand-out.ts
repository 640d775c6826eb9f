import type { PersonsLogin } from '../../events.ts';
import { consoleHost, dataScientistRole } from '../../lab/names.ts';
import { personNamed, sessionNameOf, type Person } from '../../lab/person.ts';
import { slots } from '../../lab/slots.ts';
import type { SignIn } from '../../ports/signin.ts';
import type { ActionContext } from '../context.ts';
import { expectPerson } from '../person.ts';
import { reachDataScience } from '../reach-data-science.ts';
import { formatted } from './formats.ts';

/** A session for one of several people, with its secrets. */
export interface HandOut {
  readonly login: PersonsLogin;
  readonly email?: string | undefined;
  /** Absent where AWS refuses one. */
  readonly link?: string | undefined;
  /** For a shell, on one line. */
  readonly keys: string;
}

/** Nothing is published of how often the sign-in endpoint answers. */
const AT_ONCE = 4;

/** A session for each person of a lab under their own name, or for the one that the run is for. */
export async function handOuts(context: ActionContext): Promise<HandOut[]> {
  const people = peopleMeant(context);
  if (people.length === 0) tellNobody(context);
  else await reachDataScience(context);
  const inTurn = slots(AT_ONCE);
  const made = await Promise.all(people.map((person) => inTurn(() => handOut(context, person))));
  tellRefused(
    context,
    made.flatMap(({ refused }) => refused ?? []),
  );
  return made.map(({ handOut: each }) => each);
}

function peopleMeant(context: ActionContext): readonly Person[] {
  const { as, people } = context;
  if (as === undefined) return people;
  expectPerson(context);
  return [personNamed(people, as) ?? { name: as }];
}

async function handOut(context: ActionContext, { name, email }: Person) {
  const { cloud, lab } = context;
  const signIn = await cloud.signIn(lab, context.as ?? sessionNameOf(name));
  const keys = await signIn.keys();
  const link = await linkOf(context, signIn);
  const until = 'url' in link ? { openUntil: new Date(link.openUntil).toISOString() } : {};
  const expires = keys.expires === undefined ? {} : { expires: new Date(keys.expires).toISOString() };
  const session = { accountId: lab.accounts.datascience.id, role: dataScientistRole(lab), ...until, ...expires };
  return {
    handOut: {
      login: { lab: lab.name, name, person: await signIn.person(), ...session },
      email,
      link: 'url' in link ? link.url : undefined,
      keys: formatted(keys, 'env', lab.region).replaceAll('\n', '; '),
    },
    refused: 'refused' in link ? link.refused : undefined,
  };
}

function linkOf({ lab: { region } }: ActionContext, signIn: SignIn) {
  return signIn.consoleLink(`https://${consoleHost(region)}/servicecatalog/home?region=${region}`);
}

function tellNobody({ lab, ui, showSteps }: ActionContext): void {
  const message = `the settings name nobody who works in the lab "${lab.name}"`;
  const next = showSteps([{ say: 'name them under people, or in the roster' }]);
  ui.emit({ type: 'notice', level: 'warning', message, next });
}

function tellRefused({ ui }: ActionContext, reasons: readonly string[]): void {
  const [first] = reasons;
  if (first === undefined) return;
  const people = reasons.length === 1 ? 'a person' : `${String(reasons.length)} people`;
  ui.emit({ type: 'notice', level: 'warning', message: `there is no sign-in link for ${people}, only keys: ${first}` });
}
