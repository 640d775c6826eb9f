import { validationError } from '../../../kernel/aws-error.ts';
import { exportsIn } from '../../exports.ts';
import type { StackOutput } from '../../state.ts';
import { evaluate } from '../../template/evaluate.ts';
import type { OutputDeclaration } from '../../template/model.ts';
import { defined } from '../../../kernel/defined.ts';
import { isScalar, shown } from '../../template/shape.ts';
import type { Blueprint } from './blueprint.ts';
import { blueprintFor } from './blueprint-of-stack.ts';
import { bindingsOf } from './bindings.ts';
import type { OperationScope } from '../scope.ts';

interface PlannedOutputs {
  readonly outputs: Record<string, StackOutput>;
  /** Names of all exports that the template's values come from. */
  readonly imports: string[];
  readonly resources: Blueprint['resources'];
}

/** Outputs as the stack's resources now make them. */
export function plannedOutputs(scope: OperationScope): PlannedOutputs {
  const blueprint = blueprintFor(scope);
  const imports = new Set<string>();
  const plain = bindingsOf(scope, blueprint, scope.stack.resources);
  const bindings = { ...plain, importValue: (name: string) => (imports.add(name), plain.importValue(name)) };
  Object.values(blueprint.resources).forEach(({ properties }) => evaluate(properties, bindings));
  const outputs = Object.entries(blueprint.outputs).map(
    ([key, declaration]) => [key, outputOf(key, declaration, (value) => evaluate(value, bindings))] as const,
  );
  for (const [, { exportName }] of outputs) refuseTaken(scope, exportName);
  return { outputs: Object.fromEntries(outputs), imports: [...imports], resources: blueprint.resources };
}

function outputOf(
  key: string,
  { value, description, exportName }: OutputDeclaration,
  give: (value: unknown) => unknown,
): StackOutput {
  const given = give(value);
  if (!isScalar(given)) {
    throw validationError(
      `Template format error: Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String`,
    );
  }
  return defined({
    value: String(given),
    description,
    exportName: exportName === undefined ? undefined : shown(give(exportName)),
  });
}

function refuseTaken({ state, stack }: OperationScope, exportName: string | undefined): void {
  const taken = exportsIn(state).find(({ name, stack: owner }) => name === exportName && owner.id !== stack.id);
  if (taken) throw validationError(`Export with name ${taken.name} is already exported by stack ${taken.stack.name}`);
}
