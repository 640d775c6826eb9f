import { evaluateText, type Scope } from '../../templates/evaluate.ts';
import { templates } from '../../templates/template.ts';
import { identifiers } from './identifiers.ts';
import { policiesOf } from './policies-of.ts';
import type { RenderedPolicy } from './rendered-policy.ts';

export type Values = Readonly<Record<string, string>>;

/** What comes of a stack as far as policies are concerned. */
export interface RenderedStack {
  readonly policies: readonly RenderedPolicy[];
  readonly outputs: Values;
  /** What it puts into Systems Manager. */
  readonly parameters: Values;
}

/** A template with values of its parameters; others have their defaults. */
export function renderStack(path: string, account: string, given: Values): RenderedStack {
  const template = templates.find((each) => each.path === path);
  if (!template) throw new Error(`no template ${path}`);
  const values = { ...given, 'AWS::AccountId': account };
  const scope: Scope = { template, values: { ...values, ...identifiers({ template, values }) } };
  return {
    policies: Object.keys(template.Resources).flatMap((id) => policiesOf(id, scope)),
    outputs: Object.fromEntries(
      Object.entries(template.Outputs).map(([name, { Value }]) => [name, evaluateText(Value, scope)]),
    ),
    parameters: parametersOf(scope),
  };
}

function parametersOf(scope: Scope): Values {
  const found = Object.values(scope.template.Resources).filter(({ Type }) => Type === 'AWS::SSM::Parameter');
  return Object.fromEntries(
    found.map(({ Properties: { Name, Value } }) => [evaluateText(Name, scope), evaluateText(Value, scope)]),
  );
}
