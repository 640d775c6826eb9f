import { LAB } from '../support/rehearsal.ts';
import { evaluateText } from '../templates/evaluate.ts';
import { resources, type Found } from '../templates/template.ts';

const { tools, datascience, staging } = LAB.accounts;

const ACCOUNTS: Readonly<Record<string, string>> = {
  tools: tools.id,
  datascience: datascience.id,
  // What people launch from the catalog comes to stand in their account.
  products: datascience.id,
  staging: staging.id,
};

/** A role as the templates have it, by which reports call it. */
export interface TemplateRole {
  /** Path below `templates/`. */
  readonly template: string;
  readonly id: string;
  /** ARN of the role; `*` where its name has a part that is made up when it is created. */
  readonly arn: string;
}

/** What the evaluation of a template takes for the id of a stack begins with these digits. */
const MADE_UP = '12345678';

export const TEMPLATE_ROLES: readonly TemplateRole[] = resources('AWS::IAM::Role').map((found) => ({
  template: found.template.path,
  id: found.id,
  arn: arnOf(found),
}));

export function templateRoleOf(arn: string): TemplateRole | undefined {
  return TEMPLATE_ROLES.find((role) => isNamedBy(role, arn));
}

/** The role with the name `path Role`. */
export function templateRole(name: string): TemplateRole {
  const found = TEMPLATE_ROLES.find(({ template, id }) => `${template} ${id}` === name);
  if (!found) throw new Error(`no template has ${name}`);
  return found;
}

export function isNamedBy(role: TemplateRole, arn: string): boolean {
  const [before = '', after] = role.arn.split('*');
  return after === undefined ? arn === role.arn : arn.startsWith(before) && arn.endsWith(after);
}

function arnOf({ template, resource }: Found): string {
  const account = ACCOUNTS[template.path.split('/')[0] ?? ''] ?? '';
  const values = { LabName: LAB.name, 'AWS::AccountId': account, 'AWS::Region': LAB.region };
  const name = evaluateText(resource.Properties['RoleName'], { template, values });
  return `arn:aws:iam::${account}:role/${name.replace(MADE_UP, '*')}`;
}
