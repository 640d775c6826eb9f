import { listOf, type Conditions, type RenderedPolicy, type Statement } from '../lab/rendered-policy.ts';
import type { Change } from './mutant.ts';
import { widened } from './widened.ts';

/** Every slip that makes a statement let more through, but for neighbouring actions. */
export function changesOf(statement: Statement, policy: RenderedPolicy): Change[] {
  const always = withoutConditions(statement);
  return statement.Effect === 'Deny'
    ? [...always, ['without it', undefined], ...shortened(statement, 'Action'), ...shortened(statement, 'Resource')]
    : [
        ...always,
        ...withWiderValues(statement),
        ...withWiderResources(statement, policy),
        ...withWiderPrincipal(statement),
      ];
}

function withoutConditions(statement: Statement): Change[] {
  const { Condition = {} } = statement;
  return conditionsIn(statement).map(({ operator, key }): Change => [
    `without the condition ${operator} ${key}`,
    { ...statement, Condition: without(Condition, operator, key) },
  ]);
}

/** A condition on an ARN goes as far as its pattern. */
function withWiderValues(statement: Statement): Change[] {
  const { Condition = {} } = statement;
  return conditionsIn(statement).flatMap(({ operator, key, values }) =>
    values.flatMap((value, index): Change[] => {
      const wider = value.startsWith('arn:') ? widened(value) : undefined;
      if (wider === undefined) return [];
      const loose = operator.replace(/(String|Arn)Equals/, '$1Like');
      const left = without(Condition, operator, key);
      const wide = { ...left, [loose]: { ...left[loose], [key]: values.with(index, wider) } };
      return [[`${key} widened to ${wider}`, { ...statement, Condition: wide }]];
    }),
  );
}

/** A Deny that forgets one of the things on its list. */
function shortened(statement: Statement, element: 'Action' | 'Resource'): Change[] {
  const given = listOf(statement[element]);
  if (given.length < 2) return [];
  return given.map((one, index): Change => [`without ${one}`, { ...statement, [element]: given.toSpliced(index, 1) }]);
}

/** A policy of a resource reaches no further than that. */
function withWiderResources(statement: Statement, { kind, of }: RenderedPolicy): Change[] {
  const given = listOf(statement.Resource);
  return given.flatMap((pattern, index): Change[] => {
    const wider = widened(pattern);
    if (wider === undefined || (kind === 'resource' && !wider.startsWith(of))) return [];
    return [[`${pattern} widened to ${wider}`, { ...statement, Resource: given.with(index, wider) }]];
  });
}

/** A role's account in place of the role, everybody in place of an account. */
function withWiderPrincipal(statement: Statement): Change[] {
  const { Principal } = statement;
  if (Principal === undefined || Principal === '*' || Principal.AWS === undefined || namesPrincipal(statement))
    return [];
  const given = listOf(Principal.AWS);
  return given.map((arn, index): Change => {
    const wider = arn.includes(':role/') ? arn.replace(/:role\/.*/, ':root') : '*';
    return [`${arn} widened to ${wider}`, { ...statement, Principal: { ...Principal, AWS: given.with(index, wider) } }];
  });
}

/** Whether a condition says who it is, and of which account; that it may not be dropped is a mutant of its own. */
function namesPrincipal(statement: Statement): boolean {
  return conditionsIn(statement).some(({ key }) => key === 'aws:PrincipalArn' || key === 'aws:PrincipalAccount');
}

function conditionsIn({ Condition = {} }: Statement) {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, given]) => ({ operator, key, values: listOf(given) })),
  );
}

function without(conditions: Conditions, operator: string, key: string): Conditions {
  const { [operator]: keys = {}, ...rest } = conditions;
  const { [key]: _, ...others } = keys;
  return Object.keys(others).length > 0 ? { ...rest, [operator]: others } : rest;
}
