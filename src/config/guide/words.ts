import { ACCOUNT_ROLES, ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { costOf } from '../../lab/cost.ts';
import { DEFAULT_PIPELINE } from '../../lab/pipeline.ts';
import { STACK_IDS } from '../../lab/stacks.ts';
import type { Draft } from '../check.ts';
import { valueAt } from '../settings-tree.ts';

/** What a newcomer wants to know first. */
export function introduction(region: string): string[] {
  const { idle, region: priced } = costOf({ region, pipeline: DEFAULT_PIPELINE }, { stacks: STACK_IDS, zones: 1 });
  return [
    'A lab makes three AWS accounts a place where data scientists launch notebooks by themselves, and a pipeline judges and releases their models.',
    '',
    'Needed: three accounts of your own (Tools, Data Scientist, Staging), and a way into each as an administrator: a profile, single sign-on, or a role.',
    `Time: some minutes of questions, then about ten until the lab stands. Cost: about $${idle.toFixed(2)} an hour idle (prices of ${priced}); a teardown ends it.`,
    'Ctrl-C leaves at any time and keeps the answers. Nothing is made on AWS before you have seen the plan and agreed.',
    '',
  ];
}

/** The answers so far; undefined where there are none. */
export function summary(draft: Draft): string[] {
  const at = (...path: string[]) => valueAt(draft.values, path);
  const region = at('region');
  return [
    ...(typeof region === 'string' ? [`  Region: ${region}`] : []),
    ...ACCOUNT_ROLES.flatMap((role) => {
      const id = at('accounts', role, 'id');
      return typeof id === 'string'
        ? [`  ${ACCOUNT_TITLES[role]} account: ${id}, ${wayWords(at('accounts', role))}`]
        : [];
    }),
  ];
}

function wayWords(account: unknown): string {
  const [profile, role] = [valueAt(account, ['profile']), valueAt(account, ['roleArn'])];
  const words = [
    typeof profile === 'string' && `profile ${profile}`,
    typeof role === 'string' && `role ${role}`,
  ].filter(Boolean);
  return words.join(', ') || 'with the current credentials';
}
