import { describe, expect, it } from 'vitest';
import { type Parameter, type Template, templates } from './template.ts';

/** A template is read by participants and reviewed by administrators: everything in it explains itself. */

const rows = templates.map((template) => [template.path, template] as const);
const parameters = templates.flatMap((template) =>
  Object.entries(template.Parameters).map(([name, parameter]) => [`${template.path} ${name}`, parameter] as const),
);
const outputs = templates.flatMap((template) =>
  Object.entries(template.Outputs).map(([name, output]) => [`${template.path} ${name}`, output] as const),
);

function accepts(parameter: Parameter, value: string | number): boolean {
  const { AllowedPattern, AllowedValues, MinValue = -Infinity, MaxValue = Infinity } = parameter;
  const { MinLength = 0, MaxLength = Infinity } = parameter;
  const text = String(value);
  // A pattern is applied to each value of a list (CloudFormation user guide, "Parameters").
  const texts = parameter.Type === 'CommaDelimitedList' ? text.split(',') : [text];
  if (AllowedValues && !AllowedValues.map(String).includes(text)) return false;
  if (AllowedPattern && !texts.every((each) => new RegExp(`^(?:${AllowedPattern})$`).test(each))) return false;
  if (parameter.Type === 'Number') return Number(value) >= MinValue && Number(value) <= MaxValue;
  return text.length >= MinLength && text.length <= MaxLength;
}

function parameterOf(name: string, template: Template | undefined): Parameter {
  const parameter = template?.Parameters[name];
  if (!parameter) throw new Error(`no parameter ${name}`);
  return parameter;
}

describe('templates', () => {
  it('are all found', () => {
    expect(templates.map((template) => template.path)).toEqual(
      expect.arrayContaining([
        'datascience/prepare_datascientist_account.yaml',
        'products/sagemaker_notebook.yaml',
        'staging/prepare_staging_account.yaml',
        'tools/mlops_pipeline.yaml',
        'tools/pre-reqs.yaml',
        'tools/prepare_tools_account.yaml',
      ]),
    );
  });

  it.each(rows)('%s fits into a request, and its description into a stack', (_, template) => {
    expect(Buffer.byteLength(template.source)).toBeLessThanOrEqual(51_200);
    expect(Buffer.byteLength(template.Description)).toBeLessThanOrEqual(1024);
  });

  it.each(rows)('%s shows each parameter once, in a group and with a label', (_, template) => {
    const { ParameterGroups, ParameterLabels } = template.Metadata['AWS::CloudFormation::Interface'];
    const names = Object.keys(template.Parameters).sort();
    expect(ParameterGroups.flatMap((group) => group.Parameters).sort()).toEqual(names);
    expect(Object.keys(ParameterLabels).sort()).toEqual(names);
  });

  it.each(rows)('%s names no partition and no domain that differs between partitions', (_, { source }) => {
    const lines = source.split('\n').filter((line) => !/^\s*(AllowedPattern|Description):|^\s*#/.test(line));
    const partition = lines.filter((line) => line.includes('arn:aws:'));
    // Principals of services, names of VPC endpoints, and the domains of links and of the mapping by partition.
    const meant =
      /^\s*(- \{ Effect: Allow, )?(Principal: \{ )?(Service|SignIn|Console): |iam:PassedToService: |ServiceName: !Sub 'com\.amazonaws\.|com\.amazonaws\.<region>|https:\/\/signin\./;
    const domain = lines.filter((line) => /amazonaws|aws\.amazon\.com/.test(line) && !meant.test(line));
    expect([...partition, ...domain]).toEqual([]);
  });

  it.each(rows)('%s uses no transform and exports nothing', (_, { source }) => {
    expect(source).not.toMatch(/^Transform:|Fn::Transform|^\s+Export:/m);
  });
});

describe('parameters', () => {
  it.each(parameters)('%s is described and constrained, and its default allowed', (_, parameter) => {
    expect(parameter.Description).toMatch(/\.$/);
    expect(parameter.ConstraintDescription).toMatch(/\.$/);
    expect(parameter.AllowedPattern ?? parameter.AllowedValues ?? parameter.MaxValue).toBeDefined();
    if (parameter.AllowedPattern) expect(parameter.AllowedPattern).toMatch(/^\^.*\$$/);
    if (parameter.Default !== undefined) expect(accepts(parameter, parameter.Default)).toBe(true);
  });

  it.each(rows)('%s takes the name of the lab like every other', (_, template) => {
    const { Description: _said, ...rule } = parameterOf('LabName', template);
    const { Description: _meant, ...first } = parameterOf('LabName', templates[0]);
    expect(rule).toEqual(first);
  });

  it.each([
    ['lab', true],
    ['ml', true],
    ['class-7-of-autumn', false],
    ['sixteen-letters-', false],
    ['exactly-16-chars', true],
    ['7th', false],
    ['Lab', false],
    ['a', false],
  ])('LabName %s: %s', (name, allowed) => {
    expect(accepts(parameterOf('LabName', templates[0]), name)).toBe(allowed);
  });
});

describe('outputs', () => {
  it.each(outputs)('%s is described', (_, output) => {
    expect(output.Description).toMatch(/\.$/);
  });

  it.each([
    ['tools/pre-reqs.yaml', ['ArtifactBucketName', 'AssetBucketName', 'KeyArn', 'SubmissionBucketName']],
    ['tools/prepare_tools_account.yaml', ['MasterPortfolioId', 'SagemakerProductID', 'ToolsAccountID']],
    ['datascience/network.yaml', ['NotebookSecurityGroupId', 'SubnetIds', 'VpcId']],
    [
      'datascience/prepare_datascientist_account.yaml',
      ['DataScientistRoleArn', 'LaunchRoleArn', 'LocalPortfolioId', 'SwitchRoleLink'],
    ],
    [
      'staging/prepare_staging_account.yaml',
      ['DeployExternalId', 'DeployRoleArn', 'ModelBucketName', 'ModelKeyArn', 'NonProdRoleArn', 'ProductionRoleArn'],
    ],
    [
      'tools/mlops_pipeline.yaml',
      ['ModelPackageGroupName', 'ObserverRoleArn', 'PipelineConsoleLink', 'PipelineName'],
    ],
    ['products/sagemaker_notebook.yaml', ['BucketName', 'NotebookName', 'NotebookUrl']],
  ])('%s gives what the lab is wired with', (path, names) => {
    const template = templates.find((each) => each.path === path);
    expect(Object.keys(template?.Outputs ?? {}).sort()).toEqual(names);
  });
});
