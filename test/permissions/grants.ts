import { parsePolicy, statementsOf, valuesOf, type PolicyStatement } from '../../src/sandbox/kernel/policy/document.ts';
import { evaluatePolicy } from '../../src/sandbox/kernel/policy/evaluate.ts';
import type { Recorded } from './recorder.ts';
import { isGrantable } from './replay.ts';
import { isNamedBy, TEMPLATE_ROLES, type TemplateRole } from './template-roles.ts';

/** One action that one statement of a role allows on one pattern of resources. */
interface Grant {
  readonly statement: PolicyStatement;
  readonly action: string;
  readonly resource: string;
}

/** What is wrong with a grant, in the words in which lists name it. */
export interface GrantFinding {
  /** Below `templates/`, as `path Role/Sid`. */
  readonly statement: string;
  readonly action: string;
  readonly resource: string;
}

export interface GrantUse {
  /** What nobody made use of. */
  readonly idle: readonly GrantFinding[];
  /** What allows nothing: the action knows no resources of any kind that the statement names. */
  readonly hollow: readonly GrantFinding[];
  /** Actions that are not spelt out. */
  readonly wildcards: readonly GrantFinding[];
  /** Roles that did nothing, so that nothing is known of their grants. */
  readonly restful: readonly string[];
}

/** How far what was recorded made use of what the roles of the templates grant. */
export async function useOfGrants(recorded: readonly Recorded[]): Promise<GrantUse> {
  const idle: GrantFinding[] = [];
  const hollow: GrantFinding[] = [];
  const wildcards: GrantFinding[] = [];
  const restful: string[] = [];
  for (const role of TEMPLATE_ROLES) {
    const work = recorded.filter(({ holder }) => isNamedBy(role, holder));
    if (work.length === 0) restful.push(`${role.template} ${role.id}`);
    for (const grants of grantsByAction(work).values()) {
      if (grants.some(({ action }) => action.includes('*')))
        wildcards.push(...grants.map((one) => findingOf(role, one)));
      const sound = await filterAsync(grants, isSound);
      if (sound.length === 0) hollow.push(...grants.map((grant) => findingOf(role, grant)));
      const unused = sound.filter((grant) => !work.some((one) => isUsedBy(grant, one)));
      idle.push(...unused.map((grant) => findingOf(role, grant)));
    }
  }
  return { idle, hollow, wildcards, restful };
}

async function isSound({ action, resource }: Grant): Promise<boolean> {
  return action.includes('*') || isGrantable(action, resource);
}

/** The different grants of a role, those of one action in one statement together. */
function grantsByAction(work: readonly Recorded[]): Map<string, Grant[]> {
  const grants = new Map<string, Grant[]>();
  for (const statement of distinct(work.flatMap(allowing))) {
    for (const action of valuesOf(statement.Action)) {
      const key = `${statement.Sid ?? ''} ${action}`;
      const of = valuesOf(statement.Resource).map((resource) => ({ statement, action, resource }));
      grants.set(key, distinct([...(grants.get(key) ?? []), ...of]));
    }
  }
  return grants;
}

export function allowing({ policies }: Recorded): PolicyStatement[] {
  const statements = policies.identity.flatMap(({ document }) => {
    const policy = parsePolicy(document);
    return policy ? statementsOf(policy) : [];
  });
  return statements.filter(({ Effect }) => Effect === 'Allow');
}

function isUsedBy({ statement, action, resource }: Grant, { check, refusal }: Recorded): boolean {
  if (refusal !== undefined) return false;
  const alone = { Version: '2012-10-17', Statement: { ...statement, Action: action, Resource: resource } };
  return evaluatePolicy(alone, check) === 'allow';
}

function findingOf(role: TemplateRole, { statement, action, resource }: Grant): GrantFinding {
  return { statement: `${role.template} ${role.id}/${statement.Sid ?? '?'}`, action, resource };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

async function filterAsync<T>(values: readonly T[], test: (value: T) => Promise<boolean>): Promise<T[]> {
  const verdicts = await Promise.all(values.map(test));
  return values.filter((_, index) => verdicts[index]);
}
