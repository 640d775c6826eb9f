import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { DEFAULT_CATALOG } from '../../src/lab/catalog.ts';
import { DEFAULT_HARDENING } from '../../src/lab/hardening.ts';
import { DEFAULT_PIPELINE } from '../../src/lab/pipeline.ts';
import { FULL_FILE, load } from './working-folder.ts';

interface Mistake {
  readonly title: string;
  readonly yaml?: string;
  readonly flags?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly message: string;
  readonly hint: string;
}

const tools = (settings: string) => `accounts:\n  tools: { ${settings} }\n`;
const role = 'arn:aws:iam::222222222222:role/Admin';

const MISTAKES: readonly Mistake[] = [
  {
    title: 'an account id with 11 digits',
    yaml: tools('id: "11111111111"'),
    message: 'mlops-lab.yaml:2:16: accounts.tools.id: "11111111111" has 11 digits, and an account id has 12',
    hint: 'give the 12 digits of the account id, such as id: "111111111111"',
  },
  {
    title: 'an account id as the console shows it',
    flags: { toolsAccount: '1111-1111-1111' },
    message: '--tools-account: accounts.tools.id: "1111-1111-1111" has hyphens in it',
    hint: 'give the 12 digits of the account id, such as --tools-account 111111111111',
  },
  {
    title: 'an account id that is none, from the environment',
    env: { MLOPS_LAB_STAGING_ACCOUNT: 'staging' },
    message: 'MLOPS_LAB_STAGING_ACCOUNT: accounts.staging.id: "staging" is not an account id',
    hint: 'give the 12 digits of the account id, such as MLOPS_LAB_STAGING_ACCOUNT=111111111111',
  },
  {
    title: 'an unquoted account id',
    yaml: tools('id: 111111111111'),
    message: 'mlops-lab.yaml:2:16: accounts.tools.id: 111111111111 is an unquoted number',
    hint: 'put it in quotes: id: "111111111111"',
  },
  {
    title: 'an unquoted account id whose leading zero YAML would lose',
    yaml: tools('id: 011111111111'),
    message: 'mlops-lab.yaml:2:16: accounts.tools.id: 011111111111 is an unquoted number',
    hint: 'put it in quotes: id: "011111111111"',
  },
  {
    title: 'a mistyped region',
    yaml: 'name: lab\nregion: us-est-1\n',
    message: 'mlops-lab.yaml:2:9: region: "us-est-1" is not a region of AWS',
    hint: 'did you mean us-east-1, us-west-1 or us-east-2?',
  },
  {
    title: 'a region of which only the continent is right',
    flags: { region: 'ca-montreal' },
    message: '--region: region: "ca-montreal" is not a region of AWS',
    hint: 'use ca-central-1 or ca-west-1',
  },
  {
    title: 'an empty flag, as from an unset variable of a script',
    yaml: 'region: us-east-1\n',
    flags: { region: '' },
    message: '--region: region: "" is not a region of AWS',
    hint: 'use us-east-1, eu-central-1 or another region of AWS',
  },
  {
    title: 'an unknown key',
    yaml: 'region: us-east-1\nregin: us-east-1\n',
    message: 'mlops-lab.yaml:2:1: there is no setting "regin"',
    hint: 'did you mean region?',
  },
  {
    title: 'an unknown key of an account',
    yaml: tools('profil: x'),
    message: 'mlops-lab.yaml:2:12: accounts.tools: there is no setting "profil"',
    hint: 'did you mean profile?',
  },
  {
    title: 'an unknown key that is like none',
    yaml: 'accounts:\n  production: {}\n',
    message: 'mlops-lab.yaml:2:3: accounts: there is no setting "production"',
    hint: 'the settings here are tools, datascience, staging',
  },
  {
    title: 'an account that is only its id',
    yaml: 'accounts:\n  tools: "111111111111"\n',
    message: 'mlops-lab.yaml:2:10: accounts.tools: "111111111111" is not a group of settings',
    hint: 'write its settings indented below it',
  },
  {
    title: 'one account in two roles',
    yaml: 'accounts:\n  tools: { id: "111111111111" }\n',
    flags: { stagingAccount: '111111111111' },
    message:
      '--staging-account: accounts.staging.id: "111111111111" is already the tools account (mlops-lab.yaml:2:16)',
    hint: 'give each of the three accounts its own id',
  },
  {
    title: 'a role of a foreign account',
    yaml: tools(`id: "111111111111", roleArn: "${role}"`),
    message:
      `mlops-lab.yaml:2:41: accounts.tools.roleArn: "${role}" belongs to account 222222222222, ` +
      'not to 111111111111 (mlops-lab.yaml:2:16)',
    hint: 'give a role of account 111111111111, or correct the account id',
  },
  {
    title: 'a user where a role belongs',
    flags: { toolsRoleArn: 'arn:aws:iam::111111111111:user/ada' },
    message:
      '--tools-role-arn: accounts.tools.roleArn: "arn:aws:iam::111111111111:user/ada" is not the ARN of an IAM role',
    hint: 'give the whole ARN, such as --tools-role-arn arn:aws:iam::111111111111:role/LabAdministrator',
  },
  {
    title: 'an external id that no role asks for',
    yaml: tools('externalId: seven'),
    message: 'mlops-lab.yaml:2:24: accounts.tools.externalId: "seven" has no effect without a role',
    hint: 'give the role that asks for it as roleArn too, or remove externalId',
  },
  {
    title: 'a lab name with capitals',
    yaml: 'name: Lab_7\n',
    message: 'mlops-lab.yaml:1:7: name: "Lab_7" is not a lab name',
    hint: 'use 2 to 16 lower-case letters, digits and hyphens, a letter first and no hyphen last, such as name: course-7',
  },
  {
    title: 'a zone by its name',
    yaml: 'network: { zones: [us-east-1a] }\n',
    message:
      'mlops-lab.yaml:1:19: network.zones: the list ["us-east-1a"] is neither a number of zones nor a list of them',
    hint:
      'use 1, 2 or 3, or up to three zone ids (names such as us-east-1a differ from account to account), ' +
      'such as zones: use1-az1',
  },
  {
    title: 'a region of China',
    yaml: 'region: cn-north-1\n',
    message:
      'mlops-lab.yaml:1:9: region: "cn-north-1" is a region of AWS in China, where the lab is not: accounts, console, ' +
      'names of endpoint services and the way in differ there, and nothing of it can be rehearsed',
    hint: 'choose a region of the partition aws, such as region: us-east-1',
  },
  {
    title: 'a region of GovCloud',
    env: { MLOPS_LAB_REGION: 'us-gov-west-1' },
    message:
      'MLOPS_LAB_REGION: region: "us-gov-west-1" is a region of AWS GovCloud (US), where the lab is not: its accounts and ' +
      'sign-in are apart, it has no serverless endpoints, and nothing of it can be rehearsed',
    hint: 'choose a region of the partition aws, such as MLOPS_LAB_REGION=us-east-1',
  },
  {
    title: 'no concurrency',
    yaml: 'pipeline: { serverlessConcurrency: 0 }\n',
    message:
      'mlops-lab.yaml:1:36: pipeline.serverlessConcurrency: 0 is not what a serverless endpoint can answer at once',
    hint: 'use 1 to 200, such as serverlessConcurrency: 2',
  },
  {
    title: 'too many zones',
    env: { MLOPS_LAB_NETWORK_ZONES: '4' },
    message: 'MLOPS_LAB_NETWORK_ZONES: network.zones: 4 is neither a number of zones nor a list of them',
    hint:
      'use 1, 2 or 3, or up to three zone ids (names such as us-east-1a differ from account to account), ' +
      'such as MLOPS_LAB_NETWORK_ZONES=use1-az1',
  },
  {
    title: 'a metric that is none',
    yaml: 'pipeline:\n  metric: mape\n',
    message: 'mlops-lab.yaml:2:11: pipeline.metric: "mape" is not a metric of the pipeline',
    hint: 'use one of mdape, rmse, mae, r2, auc, logloss, f1, accuracy, such as metric: mdape',
  },
  {
    title: 'a threshold of nothing',
    flags: { threshold: '0' },
    message: '--threshold: pipeline.threshold: 0 is not a threshold',
    hint: 'use a number above 0, in the unit of the metric, such as --threshold 10',
  },
  {
    title: 'a bound that would refuse what was seen',
    env: { MLOPS_LAB_PLAUSIBILITY: '0.5' },
    message:
      'MLOPS_LAB_PLAUSIBILITY: pipeline.plausibility: 0.5 is not how many times a prediction may be beyond what was seen',
    hint: 'use a number from 1 to 1000, such as MLOPS_LAB_PLAUSIBILITY=3',
  },
  {
    title: 'an answer to a question of yes or no',
    flags: { approval: 'sometimes' },
    message: '--approval: pipeline.approval: "sometimes" is neither true nor false',
    hint: 'say whether releases are approved, such as --approval true',
  },
  {
    title: 'an instance type of EC2',
    yaml: 'pipeline: { endpointInstanceType: m5.large }\n',
    message: 'mlops-lab.yaml:1:35: pipeline.endpointInstanceType: "m5.large" is not an instance type of SageMaker',
    hint: 'use one that begins with "ml.", such as endpointInstanceType: ml.t2.medium',
  },
  {
    title: 'a memory that serverless endpoints cannot have',
    env: { MLOPS_LAB_SERVERLESS_MEMORY: '1000' },
    message: 'MLOPS_LAB_SERVERLESS_MEMORY: pipeline.serverlessMemory: 1000 is not what a serverless endpoint can have',
    hint: 'use 1024 to 6144 MB in steps of 1024, such as MLOPS_LAB_SERVERLESS_MEMORY=2048',
  },
  {
    title: 'a region without an image',
    flags: { region: 'mx-central-1' },
    message: '--region: region: no image of SageMaker\'s XGBoost is known for "mx-central-1"',
    hint: 'give the one of this region as pipeline.trainingImage, or choose another region',
  },
  {
    title: 'an unknown key of the pipeline',
    yaml: 'pipeline:\n  treshold: 5\n',
    message: 'mlops-lab.yaml:2:3: pipeline: there is no setting "treshold"',
    hint: 'did you mean threshold?',
  },
  {
    title: 'several mistakes at once, as they stand in the file',
    yaml: 'regin: x\nname: X\n',
    message:
      '2 settings are wrong' +
      '\n  mlops-lab.yaml:1:1: there is no setting "regin"; did you mean region?' +
      '\n  mlops-lab.yaml:2:7: name: "X" is not a lab name; use 2 to 16 lower-case letters, digits and hyphens, ' +
      'a letter first and no hyphen last, such as name: course-7',
    hint: 'fix them and run the command again; docs/configuration.md describes every setting',
  },
  {
    title: 'a file that is no YAML',
    yaml: 'name: lab\nregion: a: b\n',
    message: 'mlops-lab.yaml:2:9: this is not YAML: Nested mappings are not allowed in compact mappings',
    hint: 'mend the line; docs/configuration.md has an example of the whole file',
  },
  {
    title: 'a key that is given twice',
    yaml: 'name: lab\nname: lab\n',
    message: 'mlops-lab.yaml:2:1: this is not YAML: the key "name" stands at mlops-lab.yaml:1:1 already',
    hint: 'mend the line; docs/configuration.md has an example of the whole file',
  },
  {
    title: 'a file that is a list',
    yaml: '- name: lab\n',
    message: 'mlops-lab.yaml:1:1: the file is a list, not settings',
    hint: 'write settings such as `region: us-east-1`; docs/configuration.md has an example',
  },
  {
    title: 'a named file that is not there',
    env: { MLOPS_LAB_CONFIG: 'labs/seven.yaml' },
    message: `MLOPS_LAB_CONFIG: there is no file ${join('labs', 'seven.yaml')}`,
    hint: 'create it, or leave MLOPS_LAB_CONFIG out to use mlops-lab.yaml in the working directory',
  },
  {
    title: 'one cost center twice',
    yaml: 'catalog: { secondCostCenter: research }\n',
    message: 'mlops-lab.yaml:1:30: catalog.secondCostCenter: "research" is both cost centers',
    hint: 'give catalog.firstCostCenter and catalog.secondCostCenter different values',
  },
  {
    title: 'an isolated network of serverless endpoints',
    yaml: 'hardening: { networkIsolation: true }\n',
    message: 'mlops-lab.yaml:1:32: hardening.networkIsolation: serverless endpoints cannot be without a network',
    hint: 'give pipeline.endpointInstanceType too, such as ml.t2.medium, or leave networkIsolation out',
  },
];

describe('mistakes name the place, the value and the remedy', () => {
  it.each(MISTAKES)('$title', async ({ yaml, flags = {}, env = {}, message, hint }) => {
    await expect(load(yaml, { flags, env })).rejects.toMatchObject({
      message,
      hints: [{ say: hint }],
      exitCode: EXIT.usage,
    });
  });
});

describe('what is taken as it is', () => {
  it('reads the whole file', async () => {
    const { settings, missing } = await load(FULL_FILE);
    expect(missing).toEqual([]);
    expect(settings).toEqual({
      people: [],
      name: 'course-7',
      region: 'eu-west-1',
      network: { zones: 2 },
      course: 'penguins',
      catalog: DEFAULT_CATALOG,
      hardening: DEFAULT_HARDENING,
      pipeline: DEFAULT_PIPELINE,
      accounts: {
        tools: { id: '111111111111', profile: 'lab-tools' },
        datascience: { id: '222222222222', roleArn: role, externalId: 'seven' },
        staging: { id: '333333333333', roleArn: 'arn:aws:iam::333333333333:role/Admin' },
      },
    });
  });

  it.each(['', '# nothing yet\n', 'accounts:\nregion:\n', 'accounts:\n  tools:\n    profile:\n'])(
    'takes keys with nothing behind them as not given: %j',
    async (yaml) => {
      const { settings } = await load(yaml);
      expect(settings).toEqual({
        people: [],
        name: 'lab',
        network: { zones: 1 },
        course: 'penguins',
        catalog: DEFAULT_CATALOG,
        hardening: DEFAULT_HARDENING,
        pipeline: DEFAULT_PIPELINE,
        accounts: { tools: {}, datascience: {}, staging: {} },
      });
    },
  );

  it('needs no default file, and looks away from flags that are none of its own', async () => {
    const { missing } = await load(undefined, { flags: { yes: true, region: 'us-east-1' } });
    expect(missing.map(({ flag }) => flag)).toEqual(['--tools-account', '--datascience-account', '--staging-account']);
  });

  it('allows a profile as the source of a role', async () => {
    const { settings } = await load(tools(`profile: hub, id: "222222222222", roleArn: "${role}"`));
    expect(settings.accounts.tools).toEqual({ profile: 'hub', id: '222222222222', roleArn: role });
  });
});
