import { z } from 'zod';

import { isQuota, quotaIds } from './places/quota-table.ts';
import { REGIONAL_SERVICES } from './places/regional-services.ts';

/** How many of the matching cases a fault hits (0 to 1), and how often at the most. */
const FREQUENCY = { share: z.number().min(0).max(1).optional(), times: z.int().min(0).optional() };

const text = z.string().min(1);
/** `service:Operation`, with `*` as a wildcard. */
const call = z.string().regex(/^(\*|[^:]+:[^:]+)$/, 'is written service:Operation, or * for all');
/** A year. Moments further away soon have no date. */
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

/** What SageMaker fails at: `training-job/NAME` or `endpoint/NAME`, with `*`. A rollback fails only if it is named. */
const sagemaker = z.strictObject({
  kind: z.literal('sagemaker'),
  resource: z.string().regex(/^(training-job|endpoint|\*)/, 'begins with training-job/ or endpoint/'),
  phase: z.enum(['create', 'update', 'rollback']).optional(),
  reason: z.string(),
  ...FREQUENCY,
});

/** A notebook that does not come out of `Pending` or `Stopping`: `notebook-instance/NAME`, with `*`. */
const stuck = z.strictObject({
  kind: z.literal('stuck'),
  resource: text,
  phase: z.enum(['start', 'stop']),
  ...FREQUENCY,
});

/** A region that the accounts have not enabled, where nobody's keys are known. */
const disabledRegion = z.strictObject({ kind: z.literal('disabled-region'), region: text, ...FREQUENCY });

/** What becomes of a run of a Lambda function before its code does anything. `function` is its name, with `*`. */
const lambda = z.strictObject({
  kind: z.literal('function'),
  function: text,
  outcome: z.enum(['timeout', 'crash', 'throttle']),
  ...FREQUENCY,
});

/** Ends the process, as SIGKILL does, as soon as stack event number `event` (counted from 1) is saved. */
const crash = z.strictObject({ kind: z.literal('crash'), event: z.int().min(1) });

/** Another quota than that of a new account. `quota` may have `*`; without an account it holds in all. */
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

/** Whether accounts begin with the default VPC that AWS gives each in each region. */
const defaultVpc = z.strictObject({
  kind: z.literal('default-vpc'),
  present: z.boolean(),
  account: account.optional(),
});

/** One fault of `faults.json`. A member that a kind does not have is a mistake, since it would be without effect. */
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
  defaultVpc,
]);

export type Fault = Readonly<z.output<typeof faultSchema>>;

/** What goes wrong with a call before its service sees it. */
export type CallFault = Extract<Fault, { readonly call: string }>;
export type ResourceFault = Extract<Fault, { readonly kind: 'resource' }>;
export type SageMakerFault = Extract<Fault, { readonly kind: 'sagemaker' }>;
export type FunctionFault = Extract<Fault, { readonly kind: 'function' }>;
export type QuotaFault = Extract<Fault, { readonly kind: 'quota' }>;
export type ServiceFault = Extract<Fault, { readonly kind: 'service' }>;
