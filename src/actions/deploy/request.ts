import { createHash } from 'node:crypto';
import { LabError } from '../../errors.ts';
import { objectUrl } from '../../lab/names.ts';
import type { Outputs } from '../../lab/parameters.ts';
import type { DesiredStack } from '../../lab/stack-status.ts';
import type { StackRequest } from '../../ports/stacks.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';

/** The longest template that a request can contain (CloudFormation user guide, cloudformation-limits). */
const INLINE_TEMPLATE_BYTES = 51_200;

/** The request for a stack; uploads a template to the asset bucket first if it is too long for the request. */
export async function stackRequest(
  { cloud, lab }: ActionContext,
  desired: DesiredStack,
  outputs: Outputs,
): Promise<StackRequest> {
  const content = Buffer.from(desired.template);
  if (content.byteLength <= INLINE_TEMPLATE_BYTES) return desired;
  const bucket = outputs.prerequisites?.AssetBucketName;
  if (!bucket) throw tooLong(desired.name, content.byteLength);
  const key = `stack-templates/${createHash('sha256').update(content).digest('hex')}.yaml`;
  if (!(await cloud.tools.objects.exists(bucket, key))) {
    await cloud.tools.objects.put({ bucket, key, content, contentType: 'application/yaml', withoutKey: true });
  }
  return { ...desired, templateUrl: objectUrl(bucket, key, lab.region) };
}

function tooLong(stack: string, bytes: number): LabError {
  return new LabError({
    code: 'template-too-long',
    message: `the template of stack ${stack} has ${String(bytes)} bytes, more than the ${String(INLINE_TEMPLATE_BYTES)} that can be sent along, and there is no asset bucket yet`,
    hint: { say: 'create the asset bucket first', command: mlopsLab('tools') },
  });
}
