import { createHash } from 'node:crypto';
import { endpointName } from '../../src/lab/names.ts';
import type { DeployParameters, Environment } from '../../src/lab/release.ts';
import type { Job } from '../job/job.ts';

/** How endpoints run: without instances of their own, or on some. */
export type Hosting =
  | { readonly kind: 'serverless'; readonly memory: number; readonly concurrency: number }
  | { readonly kind: 'instances'; readonly type: string; readonly count: number; readonly alarms: readonly string[] };

/** One model, one environment, one way to run it: what all that is made for it is named after. */
export interface Release {
  readonly environment: Environment;
  readonly modelData: string;
  readonly endpointName: string;
  /** Of the model and of the endpoint configuration. */
  readonly name: string;
  /** In the Staging account. */
  readonly modelKey: string;
  readonly image: string;
  /** What the endpoint runs with. */
  readonly role: string;
  readonly hosting: Hosting;
}

/** Each environment's endpoint has a role of its own. */
const ROLES = { nonprod: 'NONPROD_ROLE_ARN', production: 'PRODUCTION_ROLE_ARN' } as const satisfies Record<
  Environment,
  string
>;

/** The same parameters and settings give the same names, so that a second run finds what the first one made. */
export function releaseOf({ environment, executionId, modelData }: DeployParameters, job: Job): Release {
  const hosting = hostingOf(environment, job);
  const image = job.environment.text('SERVING_IMAGE');
  const role = job.environment.text(ROLES[environment]);
  const identity = JSON.stringify([executionId, environment, modelData, image, role, hosting]);
  const suffix = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const endpoint = endpointName({ name: job.environment.text('LAB_NAME') }, environment);
  const modelKey = modelKeyOf(environment, suffix);
  return {
    environment,
    modelData,
    endpointName: endpoint,
    name: `${endpoint}-${suffix}`,
    modelKey,
    image,
    role,
    hosting,
  };
}

/** Below a folder of the environment's own, which is all that its endpoint may read. */
export function modelKeyOf(environment: Environment, suffix: string): string {
  return `${environment}/${suffix}/model.tar.gz`;
}

function hostingOf(environment: Environment, { environment: values }: Job): Hosting {
  const type = values.optionalText('INSTANCE_TYPE');
  if (type === undefined) {
    return {
      kind: 'serverless',
      memory: values.number('SERVERLESS_MEMORY_MB', { least: 1024, most: 6144 }),
      concurrency: values.number('SERVERLESS_MAX_CONCURRENCY', { least: 1, most: 200 }),
    };
  }
  const alarms = environment === 'production' ? (values.optionalText('ROLLBACK_ALARMS') ?? '') : '';
  return {
    kind: 'instances',
    type,
    count: values.number('INSTANCE_COUNT', { least: 1 }),
    alarms: alarms
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  };
}
