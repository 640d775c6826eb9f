import { AwsError } from '../../../kernel/aws-error.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';
import { servicePrincipal } from '../../iam/role-use.ts';
import { artifactOf } from '../artifacts.ts';
import { invalidParameters, notFound } from '../errors.ts';
import { launchPathsTo, type LaunchPathTo } from '../launch-paths.ts';
import type { ArtifactRecord, ProductRecord } from '../state.ts';

interface PathChoice {
  readonly PathId?: string | undefined;
  readonly PathName?: string | undefined;
}

/** The path that a request names, which it may leave out when there is only one. */
export function chosenPath(call: Call, productId: string, { PathId, PathName }: PathChoice): LaunchPathTo {
  const paths = launchPathsTo(call, productId).filter(
    ({ id, name }) => (PathId === undefined || PathId === id) && (PathName === undefined || PathName === name),
  );
  const [path, ...others] = paths;
  if (!path) throw notFound('No launch paths found for resource');
  if (others.length > 0) throw invalidParameters(`Product ${productId} has more than one launch path; specify one.`);
  return path;
}

interface ArtifactChoice {
  readonly ProvisioningArtifactId?: string | undefined;
  readonly ProvisioningArtifactName?: string | undefined;
}

/** The version that a request names, which end users can only launch while it is active. */
export function chosenArtifact(product: ProductRecord, choice: ArtifactChoice): ArtifactRecord {
  const named = product.artifacts.find(({ name }) => name === choice.ProvisioningArtifactName);
  const artifact = artifactOf(product, choice.ProvisioningArtifactId ?? named?.id);
  if (!artifact.active) throw notFound(`Provisioning artifact ${artifact.id} not found.`);
  return artifact;
}

export function launchRoleOf(call: Call, { constraints }: LaunchPathTo): string | undefined {
  const launch = constraints.find(({ type }) => type === 'LAUNCH');
  if (!launch) return undefined;
  const { RoleArn, LocalRoleName } = JSON.parse(launch.parameters) as { RoleArn?: string; LocalRoleName?: string };
  return RoleArn ?? `arn:aws:iam::${call.account}:role/${LocalRoleName ?? ''}`;
}

/** Who works on the stack: the launch role, or the end user where no constraint names one. */
export function launchActor(call: Call, roleArn: string | undefined): Principal {
  if (roleArn === undefined) return call.principal;
  const input = { RoleArn: roleArn, RoleSessionName: 'servicecatalog' };
  // Administrator guide, "Launch constraints": all that a launch role can be told of the source.
  const source = `arn:aws:servicecatalog:${call.region}:${call.account}:*`;
  const principal = servicePrincipal(call.account, 'servicecatalog.amazonaws.com', source);
  try {
    const { AssumedRoleUser: user } = call.invoke('sts', 'AssumeRole', input, { principal });
    const account = roleArn.split(':')[4] ?? call.account;
    return { kind: 'assumed-role', account, arn: user?.Arn ?? '', roleArn, userId: user?.AssumedRoleId ?? '' };
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotImplemented') throw error;
    throw new AwsError('ValidationException', `Access denied while assuming the role ${roleArn}`);
  }
}

/**
 * Service Catalog's copy of a version's template, which is in a bucket of the service's own. Who works on the stack reads
 * it there, so needs leave to (administrator guide, "Launch constraints").
 */
export function templateOf(call: Call, actor: Principal, { id, template }: ArtifactRecord): string {
  const { account } = actor;
  const how = { principal: actor, account, region: call.region, via: 'servicecatalog' };
  call.cloud.carryOut({ ...how, service: 's3', operation: 'GetObject', input: {} }, (_input, reading) => {
    reading.condition('s3:ExistingObjectTag/servicecatalog:provisioning', 'true');
    reading.about(`arn:aws:s3:::sc-${template.slice(0, 32)}-${call.region}/${id}`);
    return {};
  });
  return Buffer.from(call.cloud.blobs.get(template)).toString('utf8');
}
