import { z } from 'zod';

import { meansLaggingReads } from './lag/reads.ts';
import { isQuota, quotaIds } from './places/quota-table.ts';
import { REGIONAL_SERVICES } from './places/regional-services.ts';

/** The share of matching cases that a fault hits (0 to 1), and the maximum number. */
const FREQUENCY = { share: z.number().min(0).max(1).optional(), times: z.int().min(0).optional() };

const text = z.string().min(1);
/** `service:Operation`, with `*` as a wildcard. */
const call = z.string().regex(/^(\*|[^:]+:[^:]+)$/, 'is written service:Operation, or * for all');
/** A year. Moments much further away have no valid date. */
const MOST_SECONDS = 366 * 86_400;
const account = z.string().regex(/^\d{12}$/, 'is no account id: it has 12 digits');

const throttle = z.strictObject({ kind: z.literal('throttle'), call, ...FREQUENCY });
const error = z.strictObject({
  kind: z.literal('error'),
  call,
  code: text,
  message: z.string().optional(),
  status: z.int().min(400).max(599).optional(),
  ...FREQUENCY,
});
const drop = z.strictObject({ kind: z.literal('drop'), call, ...FREQUENCY });
const slow = z.strictObject({
  kind: z.literal('slow'),
  call,
  seconds: z.number().min(0).max(MOST_SECONDS),
  ...FREQUENCY,
});
const expire = z.strictObject({ kind: z.literal('expire'), call, ...FREQUENCY });

/** A resource that CloudFormation fails to create, update or delete. `resource` is a type or a logical id, with `*`. */
const resource = z.strictObject({
  kind: z.literal('resource'),
  resource: text,
  phase: z.enum(['create', 'update', 'delete']),
  reason: z.string(),
  ...FREQUENCY,
});

/**
 * A SageMaker resource that fails: `training-job/NAME` or `endpoint/NAME`, with `*`. A rollback fails only if it is
 * named.
 */
const sagemaker = z.strictObject({
  kind: z.literal('sagemaker'),
  resource: z.string().regex(/^(training-job|endpoint|\*)/, 'begins with training-job/ or endpoint/'),
  phase: z.enum(['create', 'update', 'rollback']).optional(),
  reason: z.string(),
  ...FREQUENCY,
});

/** A notebook that stays in `Pending` or `Stopping`: `notebook-instance/NAME`, with `*`. */
const stuck = z.strictObject({
  kind: z.literal('stuck'),
  resource: text,
  phase: z.enum(['start', 'stop']),
  ...FREQUENCY,
});

/** A region that the accounts have not enabled, where no access key is known. */
const disabledRegion = z.strictObject({ kind: z.literal('disabled-region'), region: text, ...FREQUENCY });

/** The outcome of a Lambda function's run before its code starts. `function` is its name, with `*`. */
const lambda = z.strictObject({
  kind: z.literal('function'),
  function: text,
  outcome: z.enum(['timeout', 'crash', 'throttle']),
  ...FREQUENCY,
});

/** Ends the process like SIGKILL, once stack event number `event` (counted from 1) is saved. */
const crash = z.strictObject({ kind: z.literal('crash'), event: z.int().min(1) });

/** A quota that differs from a new account's. `quota` may contain `*`; without an account it applies to all. */
const quota = z.strictObject({
  kind: z.literal('quota'),
  quota: z.string().refine(isQuota, `is no quota of the sandbox: it has ${quotaIds().join(', ')}`),
  value: z.int().min(0),
  account: account.optional(),
});

/** What a zone lacks: the endpoint of a service (`codepipeline`) or an instance type (`t3.medium`), both with `*`. */
const zone = z.strictObject({
  kind: z.literal('zone'),
  zone: z.string().regex(/^[a-z]+\d-az\d$/, 'is no id of a zone, such as use1-az1'),
  lacks: text,
});

/** Whether a service, or a part of one, is in a region. */
const service = z.strictObject({
  kind: z.literal('service'),
  service: z.enum(REGIONAL_SERVICES),
  region: text,
  offered: z.boolean(),
});

/** Longer than any that was ever told of. */
const LONGEST_LAG = 600;

/** Reads that answer from a copy of the world, up to so many seconds behind; the seed decides how far at which moment. */
const lag = z.strictObject({
  kind: z.literal('lag'),
  call: call.refine(meansLaggingReads, 'is nothing that lags on AWS: src/sandbox/kernel/lag/reads.ts has what does'),
  seconds: z.number().gt(0).max(LONGEST_LAG),
  seed: z.int().min(0).optional(),
});

/** Whether accounts have the default VPC that AWS creates in each region. */
const defaultVpc = z.strictObject({
  kind: z.literal('default-vpc'),
  present: z.boolean(),
  account: account.optional(),
});

/** One fault of `faults.json`. An unknown member is a mistake, since it would have no effect. */
export const faultSchema = z.discriminatedUnion('kind', [
  throttle,
  error,
  drop,
  slow,
  expire,
  resource,
  sagemaker,
  stuck,
  lambda,
  crash,
  disabledRegion,
  quota,
  zone,
  service,
  lag,
  defaultVpc,
]);

export type Fault = Readonly<z.output<typeof faultSchema>>;

/** Faults of a call before its service handles it. */
export type CallFault = Exclude<Extract<Fault, { readonly call: string }>, LagFault>;
export type LagFault = Extract<Fault, { readonly kind: 'lag' }>;
export type ResourceFault = Extract<Fault, { readonly kind: 'resource' }>;
export type SageMakerFault = Extract<Fault, { readonly kind: 'sagemaker' }>;
export type FunctionFault = Extract<Fault, { readonly kind: 'function' }>;
export type QuotaFault = Extract<Fault, { readonly kind: 'quota' }>;
export type ServiceFault = Extract<Fault, { readonly kind: 'service' }>;
