import type { PersonReport } from '../../../events.ts';
import { identitiesOf, sessionNameOf, type Person } from '../../../lab/person.ts';
import type { OwnedNotebook } from './notebooks.ts';
import type { Submitted } from './submissions.ts';

/** People of the settings first; then others who left something, by name; last what bears no name. */
export function peopleReports(
  people: readonly Person[],
  notebooks: readonly OwnedNotebook[],
  submitted: readonly Submitted[],
): PersonReport[] {
  const identities = people.map(identitiesOf);
  const known = new Set(identities.flat());
  const found = new Set([...notebooks.map(({ owner }) => owner), ...submitted.map(({ person }) => person)]);
  const strangers = [...found].filter((name) => name !== undefined && !known.has(name)).sort();
  const nobodys = found.has(undefined) ? [undefined] : [];
  const reportOn = (as: readonly (string | undefined)[]) =>
    findings(
      notebooks.filter(({ owner }) => as.includes(owner)),
      submitted.filter(({ person }) => as.includes(person)),
    );
  return [
    ...people.map(({ name, email }, index) => ({
      name,
      ...(email && { email }),
      person: sessionNameOf(name),
      ...reportOn(identities[index] ?? []),
    })),
    ...[...strangers, ...nobodys].map((person) => ({ ...(person && { person }), ...reportOn([person]) })),
  ];
}

type Findings = Omit<PersonReport, 'name' | 'email' | 'person'>;

/** Whoever has launched or submitted something was signed in then, which is all that shows it. */
function findings(notebooks: readonly OwnedNotebook[], submitted: readonly Submitted[]): Findings {
  const [latest] = [...submitted].sort((one, other) => other.submission.at.localeCompare(one.submission.at));
  const times = [
    ...notebooks.flatMap(({ notebook }) => notebook.launchedAt ?? []),
    ...submitted.map(({ submission }) => submission.at),
  ];
  const found = [...notebooks.map(({ owner }) => owner), ...submitted.map(({ person }) => person)];
  const lastSeen = times.sort().at(-1);
  return {
    signedIn: found.some((name) => name !== undefined) ? 'yes' : 'unknown',
    ...(lastSeen && { lastSeen }),
    notebooks: notebooks.map(({ notebook }) => notebook).sort((one, other) => one.name.localeCompare(other.name)),
    submissions: submitted.reduce((sum, { submissions }) => sum + submissions, 0),
    ...(latest && { submission: latest.submission, verdict: latest.verdict }),
  };
}
