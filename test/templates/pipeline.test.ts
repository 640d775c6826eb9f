import { describe, expect, it } from 'vitest';
import { REGIONS } from '../../src/config/regions.ts';
import { FUNCTIONS } from '../../src/lab/functions.ts';
import { REGIONS_WITHOUT_IMAGE } from '../../src/lab/pipeline.ts';
import { evaluate } from './evaluate.ts';
import { actions, statements } from './statements.ts';
import { load } from './template.ts';

const template = load('tools/mlops_pipeline.yaml');
const staging = load('staging/prepare_staging_account.yaml');

interface Action {
  readonly Name: string;
  readonly RunOrder?: number;
  readonly Namespace?: string;
  readonly Configuration: Readonly<Record<string, string>>;
}

interface Stage {
  readonly Name: string;
  readonly Actions: readonly Action[];
}

function properties(id: string, values: Record<string, string> = {}): Record<string, unknown> {
  return evaluate(template.Resources[id]?.Properties, { template, values }) as Record<string, unknown>;
}

function stages(values: Record<string, string> = {}): readonly Stage[] {
  return properties('Pipeline', values)['Stages'] as Stage[];
}

const allActions = stages({ RequireApproval: 'true', NotificationEmail: 'a@b.org' }).flatMap(({ Actions }) => Actions);

/** What each action gives the later ones: the types in src/lab/release.ts. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  Train: ['Kind', 'Submission', 'TrainingJobName', 'ModelData', 'Course'],
  NonProdDeployment: ['EndpointName', 'EndpointConfigName', 'PreviousEndpointConfigName'],
  ProductionDeployment: ['EndpointName', 'EndpointConfigName', 'PreviousEndpointConfigName'],
  NonProdEvaluation: ['Summary', 'ModelPackageArn'],
};

describe('the pipeline', () => {
  it('has the stages and actions that everything else counts on', () => {
    expect(stages().map(({ Name, Actions }) => [Name, ...Actions.map((action) => action.Name)])).toEqual([
      ['Source', 'Submission'],
      ['Train', 'TrainModel', 'GetTrainingStatus'],
      ['NonProd', 'DeployToNonProd', 'GetNonProdStatus', 'EvaluateNonProd'],
      ['Production', 'DeployToProduction', 'GetProductionStatus', 'EvaluateProduction'],
    ]);
  });

  it('asks for approval between the endpoints, if it is wanted', () => {
    const names = stages({ RequireApproval: 'true' }).map(({ Name }) => Name);
    expect(names).toEqual(['Source', 'Train', 'NonProd', 'Approval', 'Production']);
  });

  it.each([
    ['', undefined],
    ['a@b.org', 'Notifications'],
  ])('has the approval written to %j', (NotificationEmail, topic) => {
    const [approval] = stages({ RequireApproval: 'true', NotificationEmail }).find(({ Name }) => Name === 'Approval')
      ?.Actions ?? [];
    expect(approval?.Configuration['NotificationArn']).toBe(topic && `<${topic}>`);
    expect(approval?.Configuration['CustomData']).toContain('#{NonProdEvaluation.Summary}');
  });

  it('does not poll', () => {
    expect(allActions[0]?.Configuration).toMatchObject({
      S3ObjectKey: 'submissions/submission.zip',
      PollForSourceChanges: 'false',
    });
  });

  it('runs the actions of a stage one after another', () => {
    for (const { Actions } of stages().slice(1)) {
      expect(Actions.map(({ RunOrder }) => RunOrder)).toEqual(Actions.map((_, index) => index + 1));
    }
  });

  it.each(allActions.filter((each) => each.Configuration['UserParameters']).map((each) => [each.Name, each] as const))(
    '%s gets parameters that are JSON, and only what an earlier action gave',
    (name, action) => {
      const text = action.Configuration['UserParameters'] ?? '';
      const parsed = JSON.parse(text) as Record<string, string>;
      expect(text.length).toBeLessThan(600);
      const before = allActions.slice(0, allActions.indexOf(action)).map(({ Namespace }) => Namespace);
      for (const value of Object.values(parsed)) {
        const [, namespace = '', key = ''] = /^#\{(\w+)\.(\w+)\}$/.exec(value) ?? [];
        if (!namespace) expect(['training', 'endpoint', 'nonprod', 'production']).toContain(value);
        else if (namespace === 'codepipeline') expect(key).toBe('PipelineExecutionId');
        else {
          expect(before).toContain(namespace);
          expect(OUTPUTS[namespace]).toContain(key);
        }
      }
      if (/Production/.test(name)) expect(parsed['environment']).toBe('production');
      if (/NonProd/.test(name)) expect(parsed['environment']).toBe('nonprod');
    },
  );

  it('tells the last evaluation which model package it judges', () => {
    const last = JSON.parse(allActions.at(-1)?.Configuration['UserParameters'] ?? '{}') as Record<string, string>;
    expect(last['modelPackageArn']).toBe('#{NonProdEvaluation.ModelPackageArn}');
    expect(last['previousEndpointConfigName']).toBe('#{ProductionDeployment.PreviousEndpointConfigName}');
  });

  it('is started with the very version that arrived', () => {
    const [target] = properties('StartRule')['Targets'] as [
      { InputTransformer: { InputPathsMap: object; InputTemplate: string } },
    ];
    expect(target.InputTransformer.InputPathsMap).toEqual({ version: '$.detail.object.version-id' });
    expect(JSON.parse(target.InputTransformer.InputTemplate)).toEqual({
      sourceRevisions: [
        { actionName: 'Submission', revisionType: 'S3_OBJECT_VERSION_ID', revisionValue: '<version>' },
      ],
    });
  });

  it('keeps its artifacts under the key of the lab', () => {
    expect(properties('Pipeline', { KeyArn: 'key' })['ArtifactStore']).toMatchObject({
      EncryptionKey: { Type: 'KMS', Id: 'key' },
    });
  });
});

describe('the functions', () => {
  const values = { EndpointInstanceType: 'ml.t2.medium', LabName: 'lab' };
  const shared = ['DEPLOY_EXTERNAL_ID', 'DEPLOY_ROLE_ARN', 'LAB_NAME'];
  const environment = (id: string, given: Record<string, string> = values) =>
    (properties(id, given)['Environment'] as { Variables: Record<string, string> }).Variables;

  it.each([
    [
      'TrainModel',
      [
        'ARTIFACT_BUCKET',
        'ASSET_BUCKET',
        'COURSE_KEY',
        'DEPLOYMENT',
        'KEY_ARN',
        'LAB_NAME',
        'NETWORK_ISOLATION',
        'TRAINING_IMAGE',
        'TRAINING_INSTANCE_TYPE',
        'TRAINING_MAX_SECONDS',
        'TRAINING_ROLE_ARN',
      ],
    ],
    ['GetStatus', [...shared, 'ENDPOINT_MAX_SECONDS', 'TRAINING_MAX_SECONDS']],
    [
      'DeployModel',
      [
        ...shared,
        'DEPLOYMENT',
        'ENDPOINT_MAX_SECONDS',
        'INSTANCE_COUNT',
        'INSTANCE_TYPE',
        'KEPT_CONFIGURATIONS',
        'MODEL_BUCKET',
        'MODEL_KEY_ARN',
        'NETWORK_ISOLATION',
        'NONPROD_ROLE_ARN',
        'PRODUCTION_ROLE_ARN',
        'ROLLBACK_ALARMS',
        'SERVERLESS_MAX_CONCURRENCY',
        'SERVERLESS_MEMORY_MB',
        'SERVING_IMAGE',
      ],
    ],
    [
      'EvaluateModel',
      [
        ...shared,
        'ARTIFACT_BUCKET',
        'DEPLOYMENT',
        'ENDPOINT_MAX_SECONDS',
        'ASSET_BUCKET',
        'COURSE_KEY',
        'HOLDOUT_KEY',
        'KEY_ARN',
        'METRIC',
        'MODEL_PACKAGE_GROUP',
        'PLAUSIBILITY',
        'SERVING_IMAGE',
        'THRESHOLD',
      ],
    ],
  ])('%s is told what it asks for', (id, names) => {
    expect(Object.keys(environment(id)).sort()).toEqual([...names].sort());
  });

  it('are told of no instance type when endpoints are serverless', () => {
    const names = Object.keys(environment('DeployModel', { EndpointInstanceType: '' }));
    expect(names.filter((name) => ['INSTANCE_TYPE', 'ROLLBACK_ALARMS'].includes(name))).toEqual([]);
  });

  it.each(FUNCTIONS)('%s is tried once, logs for a month, and has a role of its own', (id) => {
    expect(properties(`${id}Retries`)).toEqual({
      FunctionName: `<${id}>`,
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 0,
    });
    expect(properties(`${id}Log`)).toMatchObject({ LogGroupName: `/aws/lambda/MLOps-BIA-${id}-lab`, RetentionInDays: 30 });
    expect(properties(id)).toMatchObject({
      FunctionName: `MLOps-BIA-${id}-lab`,
      Role: `<${id}Role.Arn>`,
      LoggingConfig: { LogGroup: `<${id}Log>` },
    });
  });

  it('may not make their log groups again, which would outlive the lab', () => {
    const makers = statements.filter(({ id, statement }) => {
      return /ModelRole$|StatusRole$/.test(id) && actions(statement).includes('logs:CreateLogGroup');
    });
    expect(makers.map(({ name }) => name)).toEqual([]);
  });
});

describe('the image of XGBoost', () => {
  const image = (values: Record<string, string>) =>
    (properties('TrainModel', values)['Environment'] as { Variables: Record<string, string> }).Variables['TRAINING_IMAGE'];

  it('is known in every region but those that the settings refuse', () => {
    const accounts = template.Mappings?.['XGBoost'] ?? {};
    expect(Object.keys(accounts).sort()).toEqual([...REGIONS].sort());
    const without = Object.keys(accounts).filter((region) => accounts[region]?.['Account'] === '000000000000');
    expect(without.sort()).toEqual([...REGIONS_WITHOUT_IMAGE].sort());
  });

  it('is that of the region, or the one that was given', () => {
    expect(image({ 'AWS::Region': 'eu-west-1' })).toBe(
      '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
    );
    expect(image({ TrainingImage: 'another' })).toBe('another');
  });
});

describe('who is told', () => {
  it('hears of every end but success, also that of a release which an update of the pipeline cut off', () => {
    const { detail } = properties('FailureRule', { NotificationEmail: 'a@b.org' })['EventPattern'] as {
      detail: { state: string[] };
    };
    expect(detail.state).toEqual(['CANCELED', 'FAILED', 'STOPPED', 'SUPERSEDED']);
  });
});

describe('who watches', () => {
  it('may look and nothing more', () => {
    const own = statements.filter(({ id, kind }) => id === 'ObserverRole' && kind === 'identity');
    const may = own.flatMap(({ statement }) => [...actions(statement)]);
    expect(may.filter((action) => !/:(Get|List|Describe)/.test(action))).toEqual([]);
  });

  it.each([
    ['arn:aws:iam::222222222222:role/mlops-lab--DataScientist-us-east-1', true],
    ['arn:aws:iam::222222222222:role/mlops-lab--nb-12345678-us-east-1', true],
    ['arn:aws:iam::222222222222:role/mlops-lab--launch-us-east-1', false],
    ['arn:aws:iam::222222222222:role/Administrator', false],
  ])('is %s: %s', (role, may) => {
    const values = { SpokeAccountID: '222222222222', LabName: 'lab' };
    const [trust] = statements.filter(({ id, kind }) => id === 'ObserverRole' && kind === 'trust');
    const condition = evaluate(trust?.statement.Condition, { template, values }) as {
      ArnLike: { 'aws:PrincipalArn': string[] };
    };
    const patterns = condition.ArnLike['aws:PrincipalArn'];
    expect(patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(role))).toBe(may);
  });
});

describe('rollback by alarm', () => {
  const values = { EndpointInstanceType: 'ml.t2.medium', LabName: 'lab' };

  it('watches the alarms that the Staging account has, quiet without data', () => {
    const alarms = Object.values(staging.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const evaluated = alarms.map(({ Properties }) => evaluate(Properties, { template: staging, values }));
    const names = evaluated.map((alarm) => (alarm as { AlarmName: string }).AlarmName);
    const { Variables } = properties('DeployModel', values)['Environment'] as { Variables: Record<string, string> };
    expect(Variables['ROLLBACK_ALARMS']?.split(',')).toEqual(names);
    for (const alarm of evaluated) {
      expect(alarm).toMatchObject({
        TreatMissingData: 'notBreaching',
        Dimensions: [
          { Name: 'EndpointName', Value: 'mlops-lab--production' },
          { Name: 'VariantName', Value: 'AllTraffic' },
        ],
      });
    }
  });
});
