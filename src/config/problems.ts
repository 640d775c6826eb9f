import { METRICS } from '../lab/course/metrics.ts';
import type { CrossCheck } from './cross-checks.ts';
import { RETENTION_DAYS } from '../lab/pipeline.ts';
import {
  type AccountSetting,
  type CatalogSetting,
  type HardeningSetting,
  type PipelineSetting,
  type SettingPath,
  TYPES,
} from './flags.ts';
import { nearest, suggestion } from '../lab/nearest.ts';
import { exampleFor, type SettingSource } from './origin.ts';
import { OTHER_PARTITIONS, REGIONS } from './regions.ts';
import { looksSecret, masked } from '../lab/secrets.ts';

/** The problem with a value, and how to fix it. */
export interface Problem {
  readonly message: string;
  readonly remedy: string;
}

export interface FaultyValue {
  readonly path: string;
  readonly value: unknown;
  /** Its text in the file, if it came from one. */
  readonly written: string | undefined;
  readonly source: SettingSource | undefined;
}

type Field =
  | AccountSetting
  | CatalogSetting
  | HardeningSetting
  | PipelineSetting
  | 'name'
  | 'region'
  | 'zones'
  | 'course'
  | 'person'
  | 'email';
type FieldProblem = (text: string) => { readonly is: string; readonly remedy: string; readonly example?: string };

export function problemOfValue(faulty: FaultyValue): Problem {
  const field = fieldAt(faulty.path);
  const describe = FIELDS[field] as FieldProblem | undefined;
  if (!describe) return notSettings(faulty);
  if (typeof faulty.value !== 'string' && !TYPES[faulty.path as SettingPath]) return notText(faulty);
  const { is, remedy, example } = describe(String(faulty.value));
  const suggestion = example && exampleFor(faulty.path as SettingPath, faulty.source, example);
  return { message: `${show(faulty)} ${is}`, remedy: suggestion ? `${remedy}, such as ${suggestion}` : remedy };
}

/** A lab and a person both have a name. */
function fieldAt(path: string): Field {
  const field = path.split('.').at(-1) as Field;
  return path.startsWith('people.') && field === 'name' ? 'person' : field;
}

export function problemOfUnknownKey(key: string, known: readonly string[]): Problem {
  return {
    message: `there is no setting ${show({ value: key })}`,
    remedy: suggestion(key, known, `the settings here are ${known.join(', ')}`),
  };
}

export function problemOfCrossCheck(broken: CrossCheck, value: unknown, otherPlace: string): Problem {
  switch (broken.kind) {
    case 'same-account':
      return {
        message: `${show({ value })} is already the ${broken.other} account (${otherPlace})`,
        remedy: 'give each of the three accounts its own id',
      };
    case 'foreign-role':
      return {
        message: `${show({ value })} belongs to account ${broken.roleAccount}, not to ${broken.id} (${otherPlace})`,
        remedy: `give a role of account ${broken.id}, or correct the account id`,
      };
    case 'external-id-without-role':
      return {
        message: `${show({ value })} has no effect without a role`,
        remedy: 'give the role that asks for it as roleArn too, or remove externalId',
      };
    case 'one-cost-center':
      return {
        message: `${JSON.stringify(value)} is both cost centers`,
        remedy: 'give catalog.firstCostCenter and catalog.secondCostCenter different values',
      };
    case 'isolated-serverless':
      return {
        message: 'serverless endpoints cannot be without a network',
        remedy: 'give pipeline.endpointInstanceType too, such as ml.t2.medium, or leave networkIsolation out',
      };
    case 'no-image':
      return {
        message: `no image of SageMaker's XGBoost is known for ${show({ value })}`,
        remedy: 'give the one of this region as pipeline.trainingImage, or choose another region',
      };
    case 'same-person':
      return {
        message: `${show({ value })} has sessions called ${broken.session}, as somebody before (${otherPlace})`,
        remedy: 'write one of the names so that they differ, with a middle name for example',
      };
    case 'same-address':
      return {
        message: `${show({ value })} is how somebody before is called (${otherPlace})`,
        remedy: 'give each of them an address of their own, or leave one out',
      };
    case 'nobodys-session':
      return {
        message: `${show({ value })} has sessions called ${broken.session}, as those of nobody in particular`,
        remedy: 'write the name of a person',
      };
  }
}

const FIELDS: Readonly<Record<Field, FieldProblem>> = {
  name: () => ({
    is: 'is not a lab name',
    remedy: 'use 2 to 16 lower-case letters, digits and hyphens, a letter first and no hyphen last',
    example: 'course-7',
  }),
  region: regionProblem,
  zones: () => ({
    is: 'is neither a number of zones nor a list of them',
    remedy: 'use 1, 2 or 3, or up to three zone ids (names such as us-east-1a differ from account to account)',
    example: 'use1-az1',
  }),
  course: () => ({
    is: 'is neither the name of a course nor a folder',
    remedy: 'write a course of the package, or the folder of your own',
    example: 'penguins',
  }),
  id: (text) => ({ is: idFault(text), remedy: 'give the 12 digits of the account id', example: '111111111111' }),
  profile: () => ({
    is: 'is not the name of a profile',
    remedy: 'give the name of a profile of the AWS configuration files',
    example: 'lab-tools',
  }),
  roleArn: () => ({
    is: 'is not the ARN of an IAM role',
    remedy: 'give the whole ARN',
    example: 'arn:aws:iam::111111111111:role/LabAdministrator',
  }),
  externalId: () => ({
    is: 'is not an external id',
    remedy: 'use 2 or more letters, digits and any of + = , . @ : / - _',
    example: 'course-7',
  }),
  mfaSerial: () => ({
    is: 'is not an MFA device',
    remedy: "give the device's ARN or its serial number",
    example: 'arn:aws:iam::111111111111:mfa/ada',
  }),
  person: () => ({ is: 'is not the name of a person', remedy: 'write the name', example: 'Ada Lovelace' }),
  email: () => ({ is: 'is not an e-mail address', remedy: 'give the whole address', example: 'ada@example.com' }),
  metric: () => ({
    is: 'is not a metric of the pipeline',
    remedy: `use one of ${METRICS.join(', ')}`,
    example: 'mdape',
  }),
  threshold: () => ({
    is: 'is not a threshold',
    remedy: 'use a number above 0, in the unit of the metric',
    example: '10',
  }),
  plausibility: () => ({
    is: 'is not how many times a prediction may be beyond what was seen',
    remedy: 'use a number from 1 to 1000',
    example: '3',
  }),
  approval: () => yesOrNo('whether releases are approved'),
  firstCostCenter: () => costCenterProblem(),
  secondCostCenter: () => costCenterProblem(),
  accessLogs: () => yesOrNo('whether accesses to buckets are logged'),
  flowLogs: () => yesOrNo('whether connections of the network are logged'),
  encryptLogs: () => yesOrNo("whether logs are encrypted with the lab's key"),
  networkIsolation: () => yesOrNo('whether training and models have no network'),
  notifyEmail: () => ({
    is: 'is not an e-mail address',
    remedy: 'give the address that is to be written to',
    example: 'releases@example.org',
  }),
  executionMode: () => ({
    is: 'is not an execution mode',
    remedy: 'use queued or superseded',
    example: 'queued',
  }),
  trainingInstanceType: () => instanceTypeProblem('ml.m5.large'),
  trainingImage: () => ({
    is: "is not an image of SageMaker's XGBoost",
    remedy: 'give its URI',
    example: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
  }),
  endpointInstanceType: () => instanceTypeProblem('ml.t2.medium'),
  serverlessConcurrency: () => ({
    is: 'is not what a serverless endpoint can answer at once',
    remedy: 'use 1 to 200',
    example: '2',
  }),
  serverlessMemory: () => ({
    is: 'is not what a serverless endpoint can have',
    remedy: 'use 1024 to 6144 MB in steps of 1024',
    example: '2048',
  }),
  retentionDays: () => ({
    is: 'is not a number of days that CloudWatch Logs can keep something',
    remedy: `write one of ${RETENTION_DAYS.join(', ')}`,
    example: '90',
  }),
};

function costCenterProblem() {
  return {
    is: 'is not a cost center',
    remedy: 'use up to 64 letters, digits, spaces and any of _ . : / = + @ -, a letter or digit first',
    example: '8457',
  };
}

function yesOrNo(question: string) {
  return { is: 'is neither true nor false', remedy: `say ${question}`, example: 'true' };
}

function instanceTypeProblem(example: string) {
  return { is: 'is not an instance type of SageMaker', remedy: 'use one that begins with "ml."', example };
}

function notText({ path, value, written, source }: FaultyValue): Problem {
  if (typeof value === 'object') return { message: `${show({ value })} is not text`, remedy: 'give a single value' };
  const text = short(written ?? JSON.stringify(value));
  const example = `${path.split('.').at(-1)}: "${text}"`;
  return {
    message: `${text} is ${typeof value === 'number' ? 'an unquoted number' : 'not text'}`,
    remedy: source === 'file' ? `put it in quotes: ${example}` : `give it as text: ${example}`,
  };
}

function notSettings({ path, value }: FaultyValue): Problem {
  if (path === 'people') {
    return { message: `${show({ value })} is no list of people`, remedy: 'write a line `- name: …` for each of them' };
  }
  return { message: `${show({ value })} is not a group of settings`, remedy: 'write its settings indented below it' };
}

function idFault(text: string): string {
  if (/^\d{4}-\d{4}-\d{4}$/.test(text)) return 'has hyphens in it';
  return /^\d+$/.test(text) ? `has ${text.length} digits, and an account id has 12` : 'is not an account id';
}

/** Distinguishes regions of other partitions from regions that do not exist. */
function regionProblem(text: string) {
  const partition = OTHER_PARTITIONS.find(({ form }) => form.test(text));
  if (!partition) return { is: 'is not a region of AWS', remedy: regionRemedy(text) };
  return {
    is: `is a region of ${partition.name}, where the lab is not: ${partition.reason}`,
    remedy: 'choose a region of the partition aws',
    example: 'us-east-1',
  };
}

/** Falls back to the regions of the same part of the world, if only that was right. */
function regionRemedy(text: string): string {
  const near = nearest(text, REGIONS, 3);
  if (near.length > 0) return `did you mean ${oneOf(near)}?`;
  const neighbours = REGIONS.filter((region) => region.split('-')[0] === text.split('-')[0]?.toLowerCase());
  return `use ${oneOf(neighbours.length > 0 ? neighbours : ['us-east-1', 'eu-central-1', 'another region of AWS'])}`;
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The typed value in one short line; masks what may be a secret in the wrong place. */
function show({ value }: { readonly value: unknown }): string {
  if (Array.isArray(value)) return `the list ${short(JSON.stringify(value))}`;
  if (typeof value === 'object') return 'a group of settings';
  if (typeof value === 'string') return looksSecret(value) ? masked(value) : JSON.stringify(short(value));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'nothing';
}

const LONGEST = 80;

function short(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${text.length.toLocaleString('en')} characters)`;
}
