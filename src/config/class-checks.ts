import { usageError } from '../errors.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import { byPlace, checkSettings, type Draft, invalidSettings, type PlacedProblem } from './check.ts';
import { flagName, flagOf } from './flags.ts';
import type { LoadedSettings } from './loaded-settings.ts';
import { valueAt } from './settings-tree.ts';

/** All mistakes of a class at once. A mistake in what the labs have in common is told once. */
export function expectClass(drafts: readonly Draft[], found: readonly PlacedProblem[]): void {
  const problems = [
    ...found,
    ...drafts.flatMap((draft) => checkSettings(draft).problems),
    ...nameProblems(drafts),
    ...accountProblems(drafts),
  ].filter(isFirstOfItsKind);
  if (problems.length > 0) throw invalidSettings(problems.sort(byPlace));
}

function isFirstOfItsKind(problem: PlacedProblem, index: number, all: readonly PlacedProblem[]): boolean {
  return all.findIndex(({ place, message }) => place === problem.place && message === problem.message) === index;
}

/** Names tell labs apart: in the accounts that they share, on the command line, and in reports. */
function nameProblems(drafts: readonly Draft[]): PlacedProblem[] {
  const firsts = new Map<unknown, string>();
  return drafts.flatMap((draft) => {
    const name = valueAt(draft.values, ['name']);
    const origin = draft.origin.get('name');
    if (origin?.source === 'flag' || origin?.source === 'env') return [outsideName(origin.where)];
    const place = origin?.where ?? draft.file.where([], 'value');
    if (typeof name !== 'string')
      return [{ place: `${place}: name`, message: 'this lab has no name', remedy: 'write one' }];
    const first = firsts.get(name);
    firsts.set(name, first ?? place);
    return first === undefined ? [] : [sameName(place, name, first)];
  });
}

/**
 * Labs may share accounts, each for the one purpose that it has: who works in the Data Scientist account of one lab does not
 * stand where another lab's models are judged or released.
 */
function accountProblems(drafts: readonly Draft[]): PlacedProblem[] {
  const firsts = new Map<string, { readonly role: AccountRole; readonly where: string; readonly lab: unknown }>();
  return drafts.flatMap((draft) =>
    ACCOUNT_ROLES.flatMap((role) => {
      const path = ['accounts', role, 'id'];
      const id = valueAt(draft.values, path);
      if (typeof id !== 'string') return [];
      const place = draft.origin.get(`accounts.${role}.id`)?.where ?? draft.file.where(path, 'value');
      const lab = valueAt(draft.values, ['name']);
      const first = firsts.get(id) ?? { role, where: place, lab };
      firsts.set(id, first);
      // Of one lab that is told already.
      return first.role === role || first.lab === lab ? [] : [otherPurpose(`${place}: accounts.${role}.id`, id, first)];
    }),
  );
}

function otherPurpose(place: string, id: string, first: { readonly role: AccountRole; readonly where: string }) {
  const message = `${JSON.stringify(id)} is the ${ACCOUNT_TITLES[first.role]} account of another lab (${first.where})`;
  return { place, message, remedy: 'labs share an account only for the same purpose: give this lab another one' };
}

function outsideName(where: string): PlacedProblem {
  const remedy = 'leave it out, and choose labs with --lab NAME';
  return { place: where, message: 'the labs of a class have their names in its file', remedy };
}

function sameName(place: string, name: string, first: string): PlacedProblem {
  const message = `a lab is called ${JSON.stringify(name)} already (${first})`;
  return { place: `${place}: name`, message, remedy: 'give each lab its own name: they may share accounts then' };
}

/** A class is not asked about: the same answer thirty times is what its file is for. */
export function expectComplete(labs: readonly LoadedSettings[], label: string): void {
  const paths = [...new Set(labs.flatMap(({ missing }) => missing.map(({ path }) => path)))];
  if (paths.length === 0) return;
  const lines = paths.map((path) => {
    const without = labs.filter(({ missing }) => missing.some((answer) => answer.path === path));
    const who = without.length === labs.length ? 'every lab' : without.map(({ settings }) => settings.name).join(', ');
    return `\n  ${path} of ${who}`;
  });
  const flags = paths.map((path) => flagName(flagOf(path))).join(', ');
  throw usageError(
    'missing-settings',
    `settings of the class are missing:${lines.join('')}`,
    `write them in ${label}, for all labs or in the entry of each; ${flags} gives all labs the same`,
  );
}
