import { STACK_IDS, STACKS, type StackId } from '../../../src/lab/stacks.ts';
import type { RenderedPolicy } from './rendered-policy.ts';
import { renderStack, type RenderedStack, type Values } from './rendered-stack.ts';

/** Whose lab it is, and where it stands. */
export interface Site {
  readonly name: string;
  readonly region: string;
  readonly accounts: Readonly<Record<'tools' | 'datascience' | 'staging', string>>;
}

/** A launched notebook: the person who has it, and the digits that its stack's id begins with. */
export interface Launch {
  readonly person: string;
  readonly digits: string;
}

export interface RenderedLab {
  readonly policies: readonly RenderedPolicy[];
  /** Outputs of all stacks. */
  readonly outputs: Values;
}

type Stacks = ReadonlyMap<StackId, RenderedStack>;

/** The settings that bring all statements about. */
const SETTINGS: Values = {
  NotificationEmail: 'team@example.com',
  EndpointInstanceType: 'ml.t2.medium',
  AccessLogs: 'true',
  EncryptLogs: 'true',
  FlowLogs: 'true',
  Zone1: 'use1-az1',
  Zone2: 'use1-az2',
  Zone3: 'use1-az3',
};
const PRODUCT = 'products/sagemaker_notebook.yaml';

/** The policies of all templates, with what one stack gives put where another takes it. */
export function renderLab(site: Site, launches: readonly Launch[], settings: Values = {}): RenderedLab {
  const given = { ...givenTo(site), ...settings };
  const stacks = new Map<StackId, RenderedStack>();
  for (const id of STACK_IDS) {
    const { account, template } = STACKS[id];
    stacks.set(id, renderStack(template, site.accounts[account], { ...given, ...takenBy(id, stacks) }));
  }
  const made = [...stacks.values()];
  const parameters = Object.assign({}, ...made.map((stack) => stack.parameters)) as Values;
  const launched = launches.flatMap((launch) => renderLaunch(site, launch, given));
  return {
    policies: [...made.flatMap(({ policies }) => policies), ...resolved(launched, parameters)],
    outputs: Object.assign({}, ...made.map(({ outputs }) => outputs)) as Values,
  };
}

function givenTo({ name, region, accounts }: Site): Values {
  return {
    ...SETTINGS,
    'AWS::Region': region,
    LabName: name,
    SpokeAccountID: accounts.datascience,
    StagingAccountID: accounts.staging,
    ToolsAccountID: accounts.tools,
    DeployExternalId: `mlops-${name}--${accounts.tools}`,
  };
}

/** What a stack takes of those before it. */
function takenBy(id: StackId, stacks: Stacks): Values {
  const taken = Object.entries(STACKS[id].parameters).flatMap(([parameter, source]) => {
    const value = source.from === 'output' ? stacks.get(source.stack)?.outputs[source.output] : undefined;
    return value === undefined ? [] : [[parameter, value] as const];
  });
  return Object.fromEntries(taken);
}

function renderLaunch(
  { region, accounts }: Site,
  { person, digits }: Launch,
  given: Values,
): readonly RenderedPolicy[] {
  const stack = `arn:aws:cloudformation:${region}:${accounts.datascience}:stack/SC-pp/${digits}-aaaa-4bbb-8ccc-123456789012`;
  return renderStack(PRODUCT, accounts.datascience, { ...given, Owner: person, 'AWS::StackId': stack }).policies;
}

/** Puts values of parameters where the product's template refers to them. */
function resolved(policies: readonly RenderedPolicy[], parameters: Values): readonly RenderedPolicy[] {
  const text = JSON.stringify(policies).replace(/\{\{resolve:ssm:([^}:]+)\}\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`no stack makes the parameter ${name}`);
    return value;
  });
  return JSON.parse(text) as RenderedPolicy[];
}
