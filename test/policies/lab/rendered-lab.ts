import { STACK_IDS, STACKS } from '../../../src/lab/stacks.ts';
import { evaluateText, type Scope } from '../../templates/evaluate.ts';
import { templates, type Template } from '../../templates/template.ts';
import { identifiers } from './identifiers.ts';
import { policiesOf } from './policies-of.ts';
import type { RenderedPolicy } from './rendered-policy.ts';

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
  /** Outputs of all stacks, and what they take for parameters. */
  readonly values: Readonly<Record<string, string>>;
}

/** The settings that bring all statements about. */
const SETTINGS = {
  NotificationEmail: 'team@example.com',
  EndpointInstanceType: 'ml.t2.medium',
  Zone1: 'use1-az1',
  Zone2: 'use1-az2',
  Zone3: 'use1-az3',
};
const PRODUCT = 'products/sagemaker_notebook.yaml';

/** The policies of all templates, with what one stack gives put where another takes it. */
export function renderLab(
  site: Site,
  launches: readonly Launch[],
  parameters: Readonly<Record<string, string>> = {},
): RenderedLab {
  const { accounts, name, region } = site;
  let values: Record<string, string> = {
    ...SETTINGS,
    ...parameters,
    'AWS::Region': region,
    LabName: name,
    SpokeAccountID: accounts.datascience,
    StagingAccountID: accounts.staging,
    ToolsAccountID: accounts.tools,
    DeployExternalId: `mlops-${name}--${accounts.tools}`,
  };
  const inSystemsManager = new Map<string, string>();
  const policies: RenderedPolicy[] = [];
  for (const id of STACK_IDS) {
    const { account, template } = STACKS[id];
    const stack = renderStack(templateAt(template), accounts[account], values);
    policies.push(...stack.policies);
    values = { ...values, ...stack.outputs };
    for (const [parameter, value] of stack.parameters) inSystemsManager.set(parameter, value);
  }
  for (const { person, digits } of launches) {
    const given = { ...values, Owner: person, 'AWS::StackId': stackId(site, digits) };
    policies.push(
      ...resolved(renderStack(templateAt(PRODUCT), accounts.datascience, given).policies, inSystemsManager),
    );
  }
  return { policies, values };
}

function templateAt(path: string): Template {
  const found = templates.find((template) => template.path === path);
  if (!found) throw new Error(`no template ${path}`);
  return found;
}

function renderStack(template: Template, account: string, given: Readonly<Record<string, string>>) {
  const own = { ...given, 'AWS::AccountId': account };
  const scope: Scope = { template, values: { ...own, ...identifiers({ template, values: own }) } };
  const outputs = Object.entries(template.Outputs).map(([name, { Value }]) => [name, evaluateText(Value, scope)]);
  return {
    policies: Object.keys(template.Resources).flatMap((id) => policiesOf(id, scope)),
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    parameters: parametersOf(scope),
  };
}

/** What a template puts into Systems Manager, by name. */
function parametersOf(scope: Scope): ReadonlyMap<string, string> {
  const found = Object.values(scope.template.Resources).filter(({ Type }) => Type === 'AWS::SSM::Parameter');
  return new Map(
    found.map(({ Properties: { Name, Value } }) => [evaluateText(Name, scope), evaluateText(Value, scope)]),
  );
}

function stackId({ region, accounts }: Site, digits: string): string {
  return `arn:aws:cloudformation:${region}:${accounts.datascience}:stack/SC-pp/${digits}-aaaa-4bbb-8ccc-123456789012`;
}

/** Puts values of parameters where the product's template refers to them. */
function resolved(policies: readonly RenderedPolicy[], parameters: ReadonlyMap<string, string>): RenderedPolicy[] {
  const text = JSON.stringify(policies).replace(/\{\{resolve:ssm:([^}:]+)\}\}/g, (_, name: string) => {
    const value = parameters.get(name);
    if (value === undefined) throw new Error(`no stack makes the parameter ${name}`);
    return value;
  });
  return JSON.parse(text) as RenderedPolicy[];
}
