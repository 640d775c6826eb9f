import { own } from '../../../../own.ts';
import type { StackResource } from '../../state.ts';
import type { ResourceDeclaration } from '../../template/model.ts';
import { blueprintFor } from '../blueprint/blueprint-of-stack.ts';
import type { OperationScope } from '../scope.ts';

interface Adopting {
  readonly record: StackResource;
  readonly declaration: ResourceDeclaration;
}

/** Takes over what the template says besides properties. */
export function adopt(scope: OperationScope, { record, declaration }: Adopting): void {
  const { deletionPolicy, updateReplacePolicy } = declaration;
  const dependsOn = own(blueprintFor(scope).dependencies, record.logicalId) ?? [];
  Object.assign(record, { dependsOn });
  if (deletionPolicy) record.deletionPolicy = deletionPolicy;
  else delete record.deletionPolicy;
  if (updateReplacePolicy) record.updateReplacePolicy = updateReplacePolicy;
  else delete record.updateReplacePolicy;
}
