import { describe, expect, it } from 'vitest';
import { needsAssets, withDependencies } from '../../src/lab/order.ts';
import { resolveParameters } from '../../src/lab/parameters.ts';
import { EXECUTION_MODES, RETENTION_DAYS } from '../../src/lab/pipeline.ts';
import { STACK_IDS, STACKS, type StackId } from '../../src/lab/stacks.ts';
import { SPRING } from '../support/spring.ts';
import { load } from '../templates/template.ts';

/** Each with a value that says what it is. */
const ASSETS = {
  productTemplateKey: 'the key of productTemplateURL',
  productVersion: 'productVersion',
  notebooksPrefix: 'notebooksPrefix',
  trainModelKey: 'trainModelKey',
  getStatusKey: 'getStatusKey',
  deployModelKey: 'deployModelKey',
  evaluateModelKey: 'evaluateModelKey',
  holdoutKey: 'holdoutKey',
  courseKey: 'courseKey',
};
const SETTINGS = {
  ...SPRING,
  catalog: { firstCostCenter: 'first', secondCostCenter: 'second' },
  hardening: { accessLogs: true, flowLogs: false, encryptLogs: true, networkIsolation: false },
  pipeline: {
    metric: 'rmse',
    threshold: 350,
    plausibility: 4,
    approval: true,
    notifyEmail: 'ada@example.com',
    executionMode: 'superseded',
    trainingInstanceType: 'ml.c5.large',
    trainingImage: 'an-image',
    endpointInstanceType: 'ml.t2.medium',
    serverlessMemory: 1024,
    retentionDays: 30,
    serverlessConcurrency: 5,
  },
} as const;

/** Each output that a stack has to have is called as it is. */
const OUTPUTS = Object.fromEntries(
  STACK_IDS.map((id) => [id, Object.fromEntries(STACKS[id].outputs.map((output) => [output, `${id}.${output}`]))]),
);

function parametersOf(id: StackId) {
  const inputs = { lab: SETTINGS, outputs: OUTPUTS, assets: ASSETS, zones: ['z-1', 'z-2', 'z-3'] as const };
  return resolveParameters(id, inputs);
}

describe('a stack of the lab', () => {
  it.each(STACK_IDS)('takes nothing that no other has: %s', (id) => {
    expect(parametersOf(id).missing).toEqual([]);
  });

  it.each<[StackId, Readonly<Record<string, string>>]>([
    ['prerequisites', { SpokeAccountID: '222222222222', StagingAccountID: '333333333333' }],
    ['prerequisites', { LabName: 'spring', RetentionDays: '30', AccessLogs: 'true', EncryptLogs: 'true' }],
    ['staging', { LabName: 'spring', ToolsAccountID: '111111111111', AccessLogs: 'true', RetentionDays: '30' }],
    ['staging', { DeployExternalId: 'mlops-spring--111111111111-eu-west-1', EndpointInstanceType: 'ml.t2.medium' }],
    ['network', { LabName: 'spring', ToolsAccountID: '111111111111', FlowLogs: 'false' }],
    ['network', { Zone1: 'z-1', Zone2: 'z-2', Zone3: 'z-3' }],
    ['catalog', { LabName: 'spring', SpokeAccountID: '222222222222', FirstCostCenter: 'first' }],
    ['catalog', { SecondCostCenter: 'second', ProductVersion: 'productVersion' }],
    [
      'selfService',
      { LabName: 'spring', NotebooksPrefix: 'notebooksPrefix', ToolsAccountID: 'catalog.ToolsAccountID' },
    ],
    ['pipeline', { LabName: 'spring', SpokeAccountID: '222222222222', Metric: 'rmse', Threshold: '350' }],
    ['pipeline', { Plausibility: '4', RequireApproval: 'true', NotificationEmail: 'ada@example.com' }],
    ['pipeline', { ExecutionMode: 'SUPERSEDED', TrainingInstanceType: 'ml.c5.large', TrainingImage: 'an-image' }],
    ['pipeline', { EndpointInstanceType: 'ml.t2.medium', ServerlessMemoryMB: '1024', ServerlessMaxConcurrency: '5' }],
    ['pipeline', { EncryptLogs: 'true', NetworkIsolation: 'false', TrainModelKey: 'trainModelKey' }],
  ])('takes what was decided: %s %j', (id, expected) => {
    expect(parametersOf(id).values).toMatchObject(expected);
  });

  it("reads the product's template where its region's S3 has it", () => {
    expect(parametersOf('catalog').values.ProductTemplateURL).toBe(
      'https://prerequisites.AssetBucketName.s3.eu-west-1.amazonaws.com/the key of productTemplateURL',
    );
  });

  it.each(STACK_IDS)('takes outputs and assets by parameters of their names: %s', (id) => {
    for (const [parameter, source] of Object.entries(STACKS[id].parameters)) {
      if (source.from === 'output') expect(source.output).toBe(parameter);
      if (source.from === 'asset') expect(source.asset.toLowerCase()).toBe(parameter.toLowerCase());
    }
  });

  it('has the name that its definition is found by, and a command and an account that deploy it', () => {
    expect(STACK_IDS.map((id) => [STACKS[id].id, STACKS[id].account, STACKS[id].command])).toEqual([
      ['prerequisites', 'tools', 'tools'],
      ['staging', 'staging', 'staging'],
      ['network', 'datascience', 'datascience'],
      ['catalog', 'tools', 'tools'],
      ['selfService', 'datascience', 'datascience'],
      ['pipeline', 'tools', 'pipeline'],
    ]);
    const names = STACK_IDS.map((id) => STACKS[id].workshopName);
    expect(names).toEqual([
      ...['pre-reqs', 'LabStagingAccountSetup', 'LabDSAccountNetwork', 'LabSCToolsAccountSetup'],
      ...['LabDSAccountSCSetup', 'LabMLOpsPipeline'],
    ]);
  });

  it('needs the bucket of assets where it takes one', () => {
    expect(STACK_IDS.filter(needsAssets)).toEqual(['catalog', 'selfService', 'pipeline']);
  });

  it.each<[StackId[], StackId[]]>([
    [['network'], ['network']],
    [['catalog'], ['prerequisites', 'catalog']],
    [['selfService'], ['prerequisites', 'network', 'catalog', 'selfService']],
    [
      ['pipeline', 'network'],
      ['prerequisites', 'staging', 'network', 'pipeline'],
    ],
    [[], []],
  ])('comes with what it needs: %j with %j', (ids, expected) => {
    expect(withDependencies(ids)).toEqual(expected);
  });
});

describe('what can be decided about a pipeline', () => {
  it('is one of what its template and CloudWatch Logs take', () => {
    const {
      MinValue = 0,
      MaxValue = 0,
      Default = 0,
    } = load(STACKS.prerequisites.template).Parameters.RetentionDays ?? {};
    expect([RETENTION_DAYS[0], RETENTION_DAYS.at(-1)]).toEqual([MinValue, MaxValue]);
    expect(RETENTION_DAYS).toContain(Default);
    // API reference of CloudWatch Logs, PutRetentionPolicy.
    const accepted = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096];
    expect(accepted.filter((days) => days >= MinValue && days <= MaxValue)).toEqual(RETENTION_DAYS);
    const modes = load(STACKS.pipeline.template).Parameters.ExecutionMode?.AllowedValues;
    expect(EXECUTION_MODES.map((mode) => mode.toUpperCase())).toEqual(modes);
  });
});
