import { ACCOUNT_ROLES, type AccountRole } from '../../src/lab/accounts.ts';
import { LAB } from '../support/rehearsal.ts';
import { EXTRAS } from './operator-extras.ts';
import type { Recorded } from './recorder.ts';
import { isGrantable } from './replay.ts';

export interface OperatorStatement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, readonly string[]>> };
}

export interface OperatorPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly OperatorStatement[];
}

/** IAM user guide, "IAM and AWS STS quotas": without white space. */
const LONGEST_MANAGED_POLICY = 6144;

export function isOperator(holder: string): boolean {
  return ACCOUNT_ROLES.some((role) => LAB.accounts[role].roleArn === holder);
}

/** What the operator of an account has to be allowed, in as many managed policies as it takes. */
export async function operatorPolicies(
  recorded: readonly Recorded[],
  account: AccountRole,
): Promise<readonly OperatorPolicy[]> {
  const asked = recorded.filter(({ holder }) => holder === LAB.accounts[account].roleArn);
  const resources = new Map<string, Set<string>>();
  for (const { check } of asked) await note(resources, check.action, generalised(check.resource));
  for (const { actions, resources: on } of EXTRAS.filter(({ accounts }) => accounts.includes(account))) {
    for (const action of spelledOut(actions)) for (const one of on) await note(resources, action, one);
  }
  coverAllStacks(resources);
  return packed(statementsOf(resources).map((statement) => withCondition(statement, asked)));
}

const ANY_STACK = 'arn:aws:cloudformation:*:*:stack/';
const LAUNCHED = `${ANY_STACK}SC-*/*`;

/** Whatever was done with one of an account's stacks may have to be done with each; what people launched is only ended. */
function coverAllStacks(resources: Map<string, Set<string>>): void {
  const named = (on: ReadonlySet<string>) => [...on].filter((one) => one.startsWith(ANY_STACK));
  const all = new Set([...resources.values()].flatMap(named).filter((one) => one !== `${ANY_STACK}*`));
  const stacks = [...all].filter((one) => one !== LAUNCHED);
  for (const [action, on] of resources) {
    if (named(on).length === 0 || on.has('*')) continue;
    const ofLab = named(on).some((one) => one !== LAUNCHED) ? stacks : [];
    resources.set(action, new Set([...ofLab, ...(on.has(LAUNCHED) ? [LAUNCHED] : [])]));
  }
}

/** Where the service knows no such resource for an action, only `*` grants it. */
async function note(resources: Map<string, Set<string>>, action: string, resource: string): Promise<void> {
  const granted = (await isGrantable(action, resource)) ? resource : '*';
  resources.set(action, (resources.get(action) ?? new Set()).add(granted));
}

function spelledOut(actions: string): string[] {
  const [service = '', names = ''] = actions.split(': ');
  return names.split(' ').map((name) => `${service}:${name}`);
}

/** The lab's own names stay, with all that begins alike; what AWS makes up, accounts and regions become `*`. */
function generalised(arn: string): string {
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  if (prefix !== 'arn') return arn;
  const place = [prefix, partition, service, region && '*', account && '*'].join(':');
  return `${place}:${generalName(rest.join(':'))}`;
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^stack\/SC-.*$/, 'stack/SC-*/*'],
  [/^(stack\/[\w-]+)\/.*$/, '$1/*'],
  [/^(parameter\/mlops\/lab)\/.*$/, '$1/*'],
  [/MLOps-BIA-\w+-lab/, 'MLOps-BIA-*-lab'],
  [/(mlops-lab--).*$/, '$1*'],
  [/(mlops-lab\/).*$/, '$1*'],
  // CloudWatch Logs user guide, "Identity-based policies": a group by itself is granted as `group:*`.
  [/:log-stream:$/, ':*'],
  // Such as key/…, vpc/…, product/….
  [/^([a-z-]+)\/(?!mlops|aws|\/|\*)[\w-]+$/, '$1/*'],
];

function generalName(name: string): string {
  return NAMES.reduce((general, [pattern, replacement]) => general.replace(pattern, replacement), name);
}

/** Actions of one service on the same resources stand together. */
function statementsOf(resources: ReadonlyMap<string, ReadonlySet<string>>): OperatorStatement[] {
  const groups = new Map<string, string[]>();
  for (const [action, on] of [...resources].sort(([one], [other]) => one.localeCompare(other))) {
    const [service = ''] = action.split(':');
    const apart = action === 'iam:PassRole' ? action : service;
    const key = JSON.stringify([apart, withoutCovered([...on]).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return [...groups].map(([key, actions]) => {
    const [, on] = JSON.parse(key) as [string, string[]];
    return { Effect: 'Allow', Action: actions, Resource: on.length === 1 ? (on[0] ?? '*') : on };
  });
}

function withoutCovered(resources: readonly string[]): string[] {
  const covers = (wide: string, narrow: string) =>
    wide !== narrow && wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1));
  return resources.filter((resource) => !resources.some((other) => covers(other, resource)));
}

/** Roles are handed to those services only to which they were. */
function withCondition(statement: OperatorStatement, asked: readonly Recorded[]): OperatorStatement {
  if (!statement.Action.includes('iam:PassRole')) return statement;
  const passed = asked.filter(({ check }) => check.action === 'iam:PassRole');
  const services = passed.flatMap(({ check }) => check.context['iam:PassedToService'] ?? []);
  return { ...statement, Condition: { StringEquals: { 'iam:PassedToService': [...new Set(services)].sort() } } };
}

function packed(statements: readonly OperatorStatement[]): OperatorPolicy[] {
  const policies: OperatorPolicy[] = [];
  let taken: OperatorStatement[] = [];
  for (const statement of statements) {
    if (policyOf([...taken, statement]).size > LONGEST_MANAGED_POLICY) {
      policies.push(policyOf(taken).policy);
      taken = [];
    }
    taken.push(statement);
  }
  return [...policies, policyOf(taken).policy];
}

function policyOf(Statement: readonly OperatorStatement[]): { policy: OperatorPolicy; size: number } {
  const policy = { Version: '2012-10-17', Statement } as const;
  return { policy, size: JSON.stringify(policy).length };
}
