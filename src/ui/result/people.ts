import type { PersonReport, PersonsNotebook, Verdict } from '../../events.ts';
import { fittedTable, type FittedCell } from '../text/fitted.ts';
import type { Paint } from '../text/paint.ts';
import { count } from '../../lab/quantities.ts';

/** People of one lab, or of several that are named then. */
interface PeopleOfLab {
  readonly lab?: string;
  readonly people?: readonly PersonReport[] | undefined;
}

/** Names are cut to this where there is little room. */
const LEAST_OF_NAME = 12;

const NONE = { text: '-' };

const VERDICTS: Readonly<Record<Verdict['state'], { readonly text: string; readonly brush: keyof Paint }>> = {
  waiting: { text: 'waiting in line', brush: 'accent' },
  training: { text: 'training', brush: 'accent' },
  'in-nonprod': { text: 'in nonprod', brush: 'accent' },
  'awaiting-approval': { text: 'awaits approval', brush: 'warning' },
  'in-production': { text: 'in production', brush: 'accent' },
  released: { text: 'released', brush: 'good' },
  refused: { text: 'refused', brush: 'bad' },
  rejected: { text: 'rejected', brush: 'bad' },
  failed: { text: 'failed', brush: 'bad' },
  superseded: { text: 'superseded', brush: 'faint' },
  stopped: { text: 'stopped', brush: 'warning' },
};

/** A line for each person: what they have come to. */
export function peopleLines(labs: readonly PeopleOfLab[], width: number, paint: Paint): string[] {
  const told = labs.filter(({ people }) => people !== undefined);
  if (told.length === 0) return [];
  const everybody = told.flatMap(({ people = [] }) => people);
  if (everybody.length === 0) return ['Nobody is named in the settings, and nobody has launched or submitted anything'];
  const names = told.some(({ lab }) => lab !== undefined);
  const head = [...(names ? ['Lab'] : []), 'Person', 'Login', 'Notebook', 'Submitted', 'Verdict'];
  const rows = told.flatMap(({ lab, people = [] }) =>
    people.map((person) => [...(names ? [{ text: lab ?? '' }] : []), ...rowOf(person, paint)]),
  );
  const table = fittedTable([head.map((text) => ({ text, paint: paint.strong })), ...rows], width);
  return [...table, '', ...legend(everybody)];
}

function rowOf(person: PersonReport, paint: Paint): FittedCell[] {
  const { name, signedIn, notebooks, submission, submissions, verdict } = person;
  const stranger = person.person === undefined ? '* nobody known' : `* ${person.person}`;
  const all = submissions > 1 ? ` (${String(submissions)} in all)` : '';
  const submitted = submission && `${moment(submission.at)} ${submission.name ?? ''}${all}`.trimEnd();
  return [
    { text: name ?? stranger, least: LEAST_OF_NAME },
    signedIn === 'yes' ? { text: 'yes' } : NONE,
    notebookCell(notebooks, paint),
    submitted === undefined ? NONE : { text: submitted, least: MOMENT },
    verdict ? verdictCell(verdict, paint) : NONE,
  ];
}

function notebookCell(notebooks: readonly PersonsNotebook[], paint: Paint): FittedCell {
  const [first, ...others] = notebooks;
  if (!first) return NONE;
  const { name, status, notebookStatus, since, launchedAt } = first;
  const isGood = status === 'AVAILABLE';
  const state = (isGood ? notebookStatus : undefined) ?? status;
  const short = others.length === 0 ? state : `${state} +${String(others.length)}`;
  const time = since ?? launchedAt;
  const text = `${short}${time === undefined ? '' : ` ${moment(time)}`} ${name}`;
  const brush = isGood ? paint.good : status === 'UNDER_CHANGE' ? paint.accent : paint.bad;
  return { text, least: short.length, paint: brush };
}

function verdictCell({ state, detail }: Verdict, paint: Paint): FittedCell {
  const { text, brush } = VERDICTS[state];
  return { text: detail === undefined ? text : `${text}: ${detail}`, least: text.length, paint: paint[brush] };
}

const MOMENT = 'MM-DD hh:mm'.length;

function moment(time: string): string {
  return time.slice('YYYY-'.length, 'YYYY-'.length + MOMENT).replace('T', ' ');
}

/** What the table comes to, and what it does not say. */
function legend(people: readonly PersonReport[]): string[] {
  const notebooks = people.reduce((sum, person) => sum + person.notebooks.length, 0);
  const submitted = people.filter(({ submission }) => submission !== undefined).length;
  const released = people.filter(({ verdict }) => verdict?.state === 'released').length;
  const named = people.filter(({ name }) => name !== undefined).length;
  const who = `${String(named)} ${named === 1 ? 'person' : 'people'}`;
  const sums = `${who}: ${count(notebooks, 'notebook')}, ${String(submitted)} submitted, ${String(released)} released`;
  return [
    `${sums}. Times are UTC.`,
    ...(people.some(({ signedIn }) => signedIn === 'unknown')
      ? ['Login -: nothing shows one; a mere sign-in leaves no trace that is read here.']
      : []),
    ...(named < people.length ? ['*: not among the people of the settings.'] : []),
  ];
}
