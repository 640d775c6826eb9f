import { formatted } from '../../scripts/formatted.js';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../src/lab/accounts.ts';
import { IDLE_GRANTS, WILDCARD_ACTIONS } from './idle-grants.ts';
import { operatorPolicies, type OperatorPolicy } from './operator-policies.ts';
import type { Recorded } from './recorder.ts';

export const PAGE = new URL('../../docs/permissions.md', import.meta.url);

const INTRODUCTION = `# Permissions

Made by \`npm run docs\` from a rehearsal of the whole lab with IAM enforced; a test fails when it is out of date.

## What operators need

An operator is whoever runs \`init\`, \`status\`, \`submit\`, \`approve\` and \`teardown\`: in each account a role or a user
(\`accounts.<account>.roleArn\` or \`profile\` in the settings). These policies are all that it needs there, instead of
AdministratorAccess. The rehearsal of the tests runs with exactly these. Attach the policies of an account to the operator's
role in that account; whoever assumes the three roles needs \`sts:AssumeRole\` on them besides.

- They hold for a lab with the name \`lab\`. For another name put it in place of \`lab\` in \`mlops-lab--\`, \`mlops-lab\`,
  \`MLOps-BIA-*-lab\` and \`/mlops/lab\`, and \`-<name>\` behind the names of the stacks.
- Accounts and regions are \`*\`, since a policy reaches no further than its account unless another account lets it in.
  Where one region is to be enough, add a condition on \`aws:RequestedRegion\`. Elsewhere than in the partition \`aws\`
  ARNs begin otherwise.
- They are long since CloudFormation makes the stacks' resources with the operator's own rights. With a service role for
  CloudFormation the operator would need less, and that role this.
- **They do not hold an operator back who means harm**: who may make roles and give them policies, as the stacks do, may give
  them more than the lab's. Names limit it to roles that begin with \`mlops-lab--\`; if that is not enough, demand a
  permissions boundary of these.
- A few permissions are there that no rehearsal asks for: what is called after failures, and what CloudFormation's own
  code reads back or changes on AWS (\`test/permissions/operator-extras.ts\`).
`;

const PURPOSES: Readonly<Record<string, string>> = {
  cloudformation: 'create, change, watch and delete the stacks, with change sets to show what an update changes',
  cloudwatch: 'alarms of endpoints on instances; the list of what a teardown left',
  codepipeline: 'the pipeline: make it, watch releases, answer approvals, stop what runs before a teardown',
  ec2: "the notebooks' network without a way out; the list of what a teardown left",
  events: 'the rules that start the pipeline and tell of failures',
  iam: "the lab's roles and the boundary of notebooks' roles, and handing them to the services that work with them",
  kms: "the lab's keys, and using them through S3. Keys have no names, so it is every key of the account",
  lambda: "the pipeline's functions",
  logs: "the functions' log groups, and the groups and streams that training and endpoints leave",
  s3: "the lab's buckets: make them, lay assets into them, empty them before a teardown",
  sagemaker: 'models, endpoints and jobs, for the teardown; the registry of models',
  servicecatalog: 'portfolios, the notebook product, its share and constraint; terminating what was launched',
  sns: 'the topic that tells people',
  ssm: 'the parameters that a launch reads',
  sts: 'becoming the data scientist, as whom "submit" hands in',
};

const IDLE = `## What the lab's own roles may do though no rehearsal needs it

Each permission of each role in the templates is either used in the rehearsal or stands here. A role is named by its template,
the policy by its statement.

| Role and statement | Actions | Why |
|---|---|---|
`;

/** What docs/permissions.md has to say. */
export async function permissionsPage(recorded: readonly Recorded[]): Promise<string> {
  const chapters = [];
  for (const account of ACCOUNT_ROLES) chapters.push(chapter(account, await operatorPolicies(recorded, account)));
  const text = [INTRODUCTION, ...chapters, IDLE + idleRows().join('\n')].join('\n');
  return formatted(PAGE.pathname, text);
}

/** The policies that a page gives for an account, as somebody would paste them. */
export function policiesIn(page: string, account: AccountRole): OperatorPolicy[] {
  const [, text = ''] = page.split(`### ${ACCOUNT_TITLES[account]} account`);
  const [own = ''] = text.split('\n### ');
  return [...own.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json) as OperatorPolicy);
}

function chapter(account: AccountRole, policies: readonly OperatorPolicy[]): string {
  const services = policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action.map(serviceOf)));
  const rows = [...new Set(services)].sort().map((service) => `| ${service} | ${purposeOf(service)} |`);
  const documents = policies.map((policy) => `\`\`\`json\n${JSON.stringify(policy, undefined, 2)}\n\`\`\``);
  const title = `### ${ACCOUNT_TITLES[account]} account`;
  return [title, ['| Service | What for |', '|---|---|', ...rows].join('\n'), ...documents].join('\n\n') + '\n';
}

function serviceOf(action: string): string {
  return action.split(':')[0] ?? '';
}

function purposeOf(service: string): string {
  const purpose = PURPOSES[service];
  if (purpose === undefined) throw new Error(`say in permissions-page.ts what operators need ${service} for`);
  return purpose;
}

function idleRows(): string[] {
  const idle = Object.entries(IDLE_GRANTS).flatMap(([because, grants]) =>
    grants.map(({ statement, actions }) => row(statement, actions, because)),
  );
  const wildcards = Object.entries(WILDCARD_ACTIONS).map(([grant, because]) => {
    const at = grant.lastIndexOf(' ');
    return row(grant.slice(0, at), [grant.slice(at + 1)], because);
  });
  return [...idle, ...wildcards].sort();
}

function row(statement: string, actions: readonly string[], because: string): string {
  return `| \`${statement}\` | ${actions.map((action) => `\`${action}\``).join(' ')} | ${because} |`;
}
