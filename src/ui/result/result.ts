import type { ResultEvent } from '../../events.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { STACK_IDS, STACKS, type StackId } from '../../lab/stacks.ts';
import { own } from '../../own.ts';
import { checkLines } from './checks.ts';
import { labLines, labsDone } from './labs.ts';
import { courseLines, courseListLines } from './courses.ts';
import { handoutLines } from './handout.ts';
import { leftoverLines, lookAlikeLines, orphanLines } from './leftovers.ts';
import { notebookLines } from './notebooks.ts';
import { releaseLines } from './release.ts';
import { stackReportLines } from './stacks.ts';
import { taughtLines } from './taught.ts';
import { loginsLines } from './login.ts';
import { peopleLines } from './people.ts';
import { table, UNCUT } from '../text/layout.ts';
import { foldLines, stepLines } from '../text/steps.ts';
import type { Paint } from '../text/paint.ts';
import { costLines } from '../text/cost.ts';
import { duration } from '../../lab/quantities.ts';
import type { RunFacts } from './run-facts.ts';

/** What a command found or did, for stdout. */
export function resultLines(result: ResultEvent, facts: RunFacts, paint: Paint, width: number): string[] {
  const {
    stacks,
    outputs,
    leftovers,
    lookAlikes = [],
    only,
    orphans,
    submission,
    release,
    notebooks,
    people,
    logins,
    loginsFile,
    handout,
    course,
    courses,
    teaches,
    next,
    labs,
    checks,
    cost,
  } = result;
  const sections = [
    labs ? labLines(labs, width, paint) : [],
    checks ? checkLines(checks, width, paint) : [],
    stacks ? stackReportLines(stacks, paint) : outputs ? accountLines(facts, paint) : [],
    outputs ? outputLines(outputs, facts, paint) : [],
    leftovers
      ? [...leftoverLines(leftovers, accountsOf(facts, only), paint), ...lookAlikeLines(lookAlikes, paint)]
      : [],
    orphans ? orphanLines(orphans, paint) : [],
    teaches ? taughtLines(teaches, width, paint) : [],
    cost ? costLines(cost, width) : [],
    releaseLines(release, submission, paint),
    notebooks ? notebookLines(notebooks, paint) : [],
    peopleLines(labs ?? (people ? [{ people }] : []), width, paint),
    logins ? loginsLines(logins, loginsFile) : [],
    handout ? handoutLines(handout) : [],
    course ? courseLines(course, width, paint) : [],
    courses ? courseListLines(courses, width, paint) : [],
    headline(result, paint),
    next && next.length > 0 ? [paint.strong('Next'), ...stepLines(next, paint, width)] : [],
  ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section) => [...section, ''])
    .slice(0, -1);
}

/** Why there is no result, for stderr. */
export function failureLines({ command, status, error }: ResultEvent, paint: Paint, width: number): string[] {
  if (status === 'declined') return [`${paint.warning('!')} ${command}: declined, nothing was changed`];
  if (!error) return status === 'failed' ? [`${paint.bad('✖')} ${command} failed`] : [];
  const sign = status === 'interrupted' ? paint.warning('!') : paint.bad('✖');
  return [
    ...foldLines(`${sign} ${error.message}`, width),
    ...stepLines(error.hints, paint, width),
    ...(error.details ? foldLines(error.details, width).map(paint.faint) : []),
  ];
}
function headline(result: ResultEvent, paint: Paint): string[] {
  const { command, status, seconds, stacks, dryRun, labs, checks } = result;
  const time = seconds === undefined ? '' : ` in ${duration(seconds)}`;
  if (labs?.some(({ stacks }) => stacks)) return [];
  if (labs && status !== 'unchanged' && !dryRun)
    return [`${labsSign(status, paint)} ${command}: ${labsDone(labs)} done${time}`];
  if (status === 'unchanged') return [`${paint.faint('=')} ${command}: nothing to do`];
  if (status !== 'succeeded' || stacks || checks) return [];
  if (dryRun) return [`${paint.faint('=')} ${command}: planned only, nothing was changed`];
  return [`${paint.good('✔')} ${command}: done${time}`];
}

function labsSign(status: ResultEvent['status'], paint: Paint): string {
  return status === 'succeeded' ? paint.good('✔') : paint.warning('!');
}

function accountsOf({ accounts }: RunFacts, only: ResultEvent['only']): RunFacts['accounts'] {
  return new Map([...accounts].filter(([role]) => !only || only.includes(role)));
}

function accountLines({ accounts }: RunFacts, paint: Paint): string[] {
  if (accounts.size === 0) return [];
  const rows = ACCOUNT_ROLES.flatMap((role) => {
    const id = accounts.get(role);
    return id === undefined ? [] : [[ACCOUNT_TITLES[role], id]];
  });
  return [paint.strong('Accounts'), ...table(rows, UNCUT)];
}

/** The outputs in the catalogue of stacks: those that people and other stacks need. */
function outputLines(outputs: NonNullable<ResultEvent['outputs']>, facts: RunFacts, paint: Paint): string[] {
  const lines = STACK_IDS.flatMap((id) => {
    const values = outputs[id] ?? {};
    const rows = STACKS[id].outputs.flatMap((name) => {
      const value = own(values, name);
      return value === undefined ? [] : [[name, value]];
    });
    return rows.length === 0 ? [] : [`  ${stackTitle(id, facts)}`, ...table(rows, UNCUT, 4)];
  });
  return lines.length === 0 ? [] : [paint.strong('Outputs'), ...lines];
}

function stackTitle(id: StackId, { stackNames }: RunFacts): string {
  return `${ACCOUNT_TITLES[STACKS[id].account]} / ${stackNames.get(id) ?? STACKS[id].workshopName}`;
}
