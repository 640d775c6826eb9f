import { AwsError } from '../../../kernel/aws-error.ts';
import { unpackModels, type ModelFile } from '../../../xgboost/model-archive.ts';
import { SandboxLimit } from '../../../xgboost/sandbox-limit.ts';
import { pullImage } from '../images.ts';
import { writeLog } from '../log-streams.ts';
import { downloadModelData } from '../models/model-data.ts';
import { actAs, inferenceSource, type Actor } from '../roles.ts';
import type { Place } from '../state.ts';
import { loadModel, NotLoaded } from './load-model.ts';
import type { Deployment, EndpointRecord, RunningDeployment } from './state.ts';

/** Why a deployment does not come up, as the endpoint's FailureReason says it. */
export class ContainerFailed extends Error {}

/** Starts the model's container, with the permissions of its execution role. */
export function startContainer(endpoint: EndpointRecord, deployment: Deployment, place: Place): RunningDeployment {
  const { model, variant } = deployment;
  const actor = assumed(model.role, inferenceSource(place), place);
  expectImage(model.image, actor);
  const files = extracted(model.modelDataUrl ?? '', actor);
  const log: string[] = [];
  try {
    return { ...deployment, models: files.map((file) => loadModel(file, { log, role: model.role, place })) };
  } catch (error) {
    if (error instanceof SandboxLimit) throw new ContainerFailed(beyond(error));
    if (!(error instanceof NotLoaded)) throw error;
    throw new ContainerFailed(
      `The primary container for production variant ${variant.VariantName} did not pass the ping health check. ` +
        'Please check CloudWatch logs for this endpoint.',
    );
  } finally {
    const stream = `${variant.VariantName}/${place.cloud.world.identifier(32)}`;
    writeLog(actor, `/aws/sagemaker/Endpoints/${endpoint.name}`, stream, log);
  }
}

/** Not AWS's words: SageMaker would go on where the sandbox ends. */
function beyond({ message }: SandboxLimit): string {
  return `${message}. This is a limit of the sandbox: SageMaker would start the container with this model`;
}

function assumed(role: string, sourceArn: string, place: Place): Actor {
  return failingWith(
    `Could not assume role ${role}. Please ensure that the role exists and trusts sagemaker.amazonaws.com.`,
    () => actAs(role, sourceArn, place),
  );
}

function expectImage(image: string, actor: Actor): void {
  failingWith(`The image ${image} could not be pulled with the role ${actor.principal.roleArn}.`, () =>
    pullImage(image, actor),
  );
}

function extracted(url: string, actor: Actor): ModelFile[] {
  const archive = failingWith(
    `Failed to download model data for container "container_1" from URL: "${url}". ` +
      'Please ensure that there is an object located at the URL and that the role passed to CreateModel ' +
      'has permissions to download the object.',
    () => downloadModelData(url, actor),
  );
  try {
    return unpackModels(archive);
  } catch (error) {
    const detail = error instanceof Error ? ` (${error.message})` : '';
    throw new ContainerFailed(
      `Failed to extract model data archive for container "container_1" from URL "${url}". ` +
        `Please ensure that the object located at the URL is a valid tar.gz archive.${detail}`,
    );
  }
}

/** What SageMaker says, and behind it what the service at fault says. */
function failingWith<T>(message: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new ContainerFailed(`${message} ${error.message}`);
  }
}
