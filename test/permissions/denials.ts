import { valuesOf } from '../../src/sandbox/kernel/policy/document.ts';
import { matchesPattern } from '../../src/sandbox/kernel/policy/pattern.ts';
import { allowing } from './grants.ts';
import { isOperator } from './operator-policies.ts';
import type { Recorded } from './recorder.ts';
import { templateRoleOf } from './template-roles.ts';

/** What was refused: what AWS answers, and where the permission would have to stand. */
export function denials(recorded: readonly Recorded[]): string[] {
  return recorded.filter(({ refusal }) => refusal !== undefined).map(denialOf);
}

function denialOf(one: Recorded): string {
  const policies = one.policies.identity.map(({ name }) => name).join(', ') || 'no policy';
  const where = `${placeOf(one.holder)} (${policies})`;
  return `${one.refusal ?? ''}; it would have to stand in ${where}${nearest(one)}`;
}

function placeOf(holder: string): string {
  if (isOperator(holder)) return `docs/permissions.md, which "npm run docs" makes, for ${holder}`;
  const role = templateRoleOf(holder);
  return role ? `templates/${role.template} ${role.id}` : `the policies of ${holder}`;
}

/** Statements that speak of the action, but on other resources or under other conditions. */
function nearest(one: Recorded): string {
  const { action } = one.check;
  const speaking = allowing(one).filter(({ Action }) =>
    valuesOf(Action).some((pattern) => matchesPattern(pattern, action, { wildcards: true, ignoreCase: true })),
  );
  const said = speaking.map(
    ({ Sid, Resource, Condition }) =>
      `${Sid ?? 'a statement'} allows it on ${valuesOf(Resource).join(', ')}` +
      (Condition ? ` where ${JSON.stringify(Condition)}` : ''),
  );
  return said.length > 0 ? `; there ${said.join('; ')}` : '';
}
