import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole, type AccountSettings } from '../lab/accounts.ts';
import type { CatalogSettings } from '../lab/catalog.ts';
import type { HardeningSettings } from '../lab/hardening.ts';
import type { PipelineSettings } from '../lab/pipeline.ts';

export type AccountSetting = keyof AccountSettings;

export type PipelineSetting = keyof PipelineSettings;

export type CatalogSetting = keyof CatalogSettings;

export type HardeningSetting = keyof HardeningSettings;

export type SettingPath =
  | 'name'
  | 'region'
  | 'course'
  | 'network.zones'
  | `accounts.${AccountRole}.${AccountSetting}`
  | `catalog.${CatalogSetting}`
  | `hardening.${HardeningSetting}`
  | `pipeline.${PipelineSetting}`;

/** The flag and the variable of one setting. The commands declare their options from these. */
export interface SettingFlag {
  /** In commander's notation: `--tools-account <id>`. */
  readonly flag: string;
  /** The name under which commander passes the value: `toolsAccount`. */
  readonly attribute: string;
  readonly env: string;
  readonly path: SettingPath;
  readonly description: string;
}

const GENERAL_FLAGS: readonly SettingFlag[] = [
  settingFlag('name', 'name', '<name>', 'name of the lab, for several labs in the same accounts'),
  settingFlag('region', 'region', '<region>', 'AWS region of the lab'),
  settingFlag('course', 'course', '<name|folder>', 'what the lab teaches: a course of the package, or a folder'),
  settingFlag(
    'network.zones',
    'network-zones',
    '<zones>',
    "zones of the data scientists' network: 1 to 3, or their ids",
  ),
];

const CATALOG_FLAGS: readonly SettingFlag[] = [
  settingFlag('catalog.firstCostCenter', 'first-cost-center', '<name>', 'first cost center for launches'),
  settingFlag('catalog.secondCostCenter', 'second-cost-center', '<name>', 'second cost center for launches'),
];

const PIPELINE_FLAGS: readonly SettingFlag[] = [
  pipelineFlag('metric', 'metric', '<metric>', 'metric of the course that models are judged by'),
  pipelineFlag(
    'threshold',
    'threshold',
    '<number>',
    'highest acceptable value of the metric: percent, or in the unit of the label',
  ),
  pipelineFlag('plausibility', 'plausibility', '<factor>', 'how far predictions may be beyond the hold-out data'),
  pipelineFlag('approval', 'approval', '<true|false>', 'whether somebody approves a model before production'),
  pipelineFlag('notifyEmail', 'notify-email', '<address>', 'address to notify when a release waits or fails'),
  pipelineFlag('executionMode', 'execution-mode', '<mode>', 'submissions during a release: queued or superseded'),
  pipelineFlag('trainingInstanceType', 'training-instance-type', '<type>', 'instance type that models are trained on'),
  pipelineFlag('trainingImage', 'training-image', '<uri>', "another image of SageMaker's XGBoost"),
  pipelineFlag('endpointInstanceType', 'endpoint-instance-type', '<type>', 'endpoints on instances, not serverless'),
  pipelineFlag('serverlessMemory', 'serverless-memory', '<mb>', 'memory of serverless endpoints, 1024 to 6144'),
  pipelineFlag('retentionDays', 'retention-days', '<days>', 'how long artifacts and logs of endpoints are kept'),
  pipelineFlag(
    'serverlessConcurrency',
    'serverless-concurrency',
    '<number>',
    'concurrent requests of a serverless endpoint',
  ),
];

const HARDENING_FLAGS: readonly SettingFlag[] = [
  hardeningFlag('accessLogs', 'access-logs', "whether accesses to the lab's buckets are logged"),
  hardeningFlag('flowLogs', 'flow-logs', "whether connections of the data scientists' network are logged"),
  hardeningFlag('encryptLogs', 'encrypt-logs', "whether logs and notifications are encrypted with the lab's key"),
  hardeningFlag('networkIsolation', 'network-isolation', 'whether training and models have no network'),
];

export const SETTING_FLAGS: readonly SettingFlag[] = [
  ...GENERAL_FLAGS,
  ...ACCOUNT_ROLES.flatMap(accountFlags),
  ...CATALOG_FLAGS,
  ...PIPELINE_FLAGS,
  ...HARDENING_FLAGS,
];

/** The settings with values other than text. */
export const TYPES: Readonly<Partial<Record<SettingPath, 'number' | 'boolean' | 'count or list'>>> = {
  'network.zones': 'count or list',
  'pipeline.threshold': 'number',
  'pipeline.plausibility': 'number',
  'pipeline.serverlessMemory': 'number',
  'pipeline.retentionDays': 'number',
  'pipeline.serverlessConcurrency': 'number',
  'pipeline.approval': 'boolean',
  'hardening.accessLogs': 'boolean',
  'hardening.flowLogs': 'boolean',
  'hardening.encryptLogs': 'boolean',
  'hardening.networkIsolation': 'boolean',
};

/** The settings file, if not `mlops-lab.yaml` in the working directory. */
export const CONFIG_FLAG = {
  flag: '--config <file>',
  attribute: 'config',
  env: 'MLOPS_LAB_CONFIG',
  description: 'file with the settings (default: mlops-lab.yaml)',
} as const;

export function flagOf(path: SettingPath): SettingFlag {
  const found = SETTING_FLAGS.find((candidate) => candidate.path === path);
  if (!found) throw new RangeError(`no flag sets ${path}`);
  return found;
}

/** The flag without its argument: `--tools-account`. */
export function flagName({ flag }: { readonly flag: string }): string {
  return flag.replace(/ .*/, '');
}

function accountFlags(role: AccountRole): SettingFlag[] {
  const title = ACCOUNT_TITLES[role];
  const path = (setting: AccountSetting): SettingPath => `accounts.${role}.${setting}`;
  return [
    settingFlag(path('id'), `${role}-account`, '<id>', `id of the ${title} account, 12 digits`),
    settingFlag(path('profile'), `${role}-profile`, '<profile>', `AWS profile for the ${title} account`),
    settingFlag(path('roleArn'), `${role}-role-arn`, '<arn>', `role to assume in the ${title} account`),
    settingFlag(path('externalId'), `${role}-external-id`, '<id>', `external id that the ${title} role asks for`),
    settingFlag(path('mfaSerial'), `${role}-mfa-serial`, '<serial>', `MFA device to use for the ${title} account`),
  ];
}

function pipelineFlag(setting: PipelineSetting, long: string, argument: string, description: string): SettingFlag {
  return settingFlag(`pipeline.${setting}`, long, argument, description);
}

function hardeningFlag(setting: HardeningSetting, long: string, description: string): SettingFlag {
  return settingFlag(`hardening.${setting}`, long, '<true|false>', description);
}

function settingFlag(path: SettingPath, long: string, argument: string, description: string): SettingFlag {
  return {
    flag: `--${long} ${argument}`,
    attribute: long.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    env: `MLOPS_LAB_${long.replaceAll('-', '_').toUpperCase()}`,
    path,
    description,
  };
}
