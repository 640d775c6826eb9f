import type { Parameter } from '@aws-sdk/client-cloudformation';
import type {
  UpdateProvisionedProductInput,
  UpdateProvisionedProductOutput,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../../kernel/service.ts';
import { grantedProduct } from '../end-user-products.ts';
import { once } from '../requests.ts';
import { chosenArtifact, chosenPath, launchActor, launchRoleOf, templateOf } from './launch.ts';
import { changeableProduct, fileRequest } from './requests.ts';
import { CAPABILITIES, onStack } from './stacks.ts';
import { recordDetail, recordOf } from './views.ts';

export const updateOperations = {
  UpdateProvisionedProduct(input: UpdateProvisionedProductInput, call: Call): UpdateProvisionedProductOutput {
    const id = once(call, 'UpdateProvisionedProduct', input.UpdateToken, () => update(input, call));
    return { RecordDetail: { ...recordDetail(call, recordOf(call, id)), Status: 'CREATED' } };
  },
};

/** The id of the record of the update. A version that the request leaves out stays as it is. */
function update(input: UpdateProvisionedProductInput, call: Call): string {
  const provisioned = changeableProduct(call, { id: input.ProvisionedProductId, name: input.ProvisionedProductName });
  const { product } = grantedProduct(call, { id: provisioned.productId });
  const path = chosenPath(call, product.id, input);
  const artifact = chosenArtifact(
    product,
    versionIn(input) ? input : { ProvisioningArtifactId: provisioned.artifactId },
  );
  const launchRoleArn = launchRoleOf(call, path);
  Object.assign(provisioned, { artifactId: artifact.id, artifactName: artifact.name, pathId: path.id, launchRoleArn });
  const record = fileRequest(call, provisioned, { type: 'UPDATE_PROVISIONED_PRODUCT' }, () => {
    const actor = launchActor(call, launchRoleArn);
    onStack(call, actor, 'UpdateStack', {
      StackName: provisioned.stackId,
      TemplateBody: templateOf(call, actor, artifact),
      Parameters: input.ProvisioningParameters?.map(stackParameter),
      Capabilities: CAPABILITIES,
    });
    return actor;
  });
  return record.id;
}

function versionIn(input: UpdateProvisionedProductInput): string | undefined {
  return input.ProvisioningArtifactId ?? input.ProvisioningArtifactName;
}

function stackParameter({ Key, Value, UsePreviousValue }: UpdateProvisioningParameter): Parameter {
  return UsePreviousValue ? { ParameterKey: Key, UsePreviousValue } : { ParameterKey: Key, ParameterValue: Value };
}
