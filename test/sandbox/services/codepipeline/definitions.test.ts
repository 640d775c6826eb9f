import type { ActionDeclaration, PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';

import { refusal, trusting } from '../iam/accounts.ts';
import {
  approval,
  declaration,
  invoke,
  PipelineLab,
  REGION,
  ROLE,
  SOURCE,
  type Stages,
  TOOLS,
} from './pipeline-lab.ts';

const ARN = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;
const WORK = invoke('work');
const STAGES: Stages = [
  ['Source', [SOURCE]],
  ['Work', [WORK]],
];

const withWork = (...actions: ActionDeclaration[]) =>
  declaration([
    ['Source', [SOURCE]],
    ['Work', actions],
  ]);
const withSource = (more: Partial<ActionDeclaration>) =>
  declaration([
    ['Source', [{ ...SOURCE, ...more }]],
    ['Work', [WORK]],
  ]);

describe('a pipeline', () => {
  it('is given back complete', () => {
    const lab = new PipelineLab();
    lab.pipeline(STAGES);
    const { pipeline, metadata } = lab.call<{ pipeline: PipelineDeclaration; metadata: object }>('GetPipeline', {
      name: 'release',
    });
    expect(pipeline).toEqual({
      ...declaration([
        ['Source', [{ ...SOURCE, runOrder: 1, inputArtifacts: [] }]],
        ['Work', [{ ...WORK, runOrder: 1, inputArtifacts: [], outputArtifacts: [] }]],
      ]),
      version: 1,
      variables: [],
    });
    expect(metadata).toMatchObject({ pipelineArn: ARN, created: new Date(lab.cloud.world.now - 10_000) });
    expect(lab.cloud.inventory(TOOLS)).toContain(ARN);
  });

  it('counts its versions, and keeps the old ones', () => {
    const lab = new PipelineLab();
    lab.pipeline(STAGES);
    const changed = declaration([STAGES[0] ?? ['', []], ['Work', [invoke('other')]]]);
    expect(lab.call('UpdatePipeline', { pipeline: changed })).toMatchObject({ pipeline: { version: 2 } });
    const get = (version?: number) => lab.call('GetPipeline', { name: 'release', version });
    expect(get()).toMatchObject({ pipeline: { version: 2 } });
    expect(get(1)).toMatchObject({ pipeline: { version: 1, stages: [{}, { actions: [{ name: 'work' }] }] } });
    expect(() => get(3)).toThrow(refusal('PipelineVersionNotFoundException'));
    expect(lab.call('ListPipelines', {})).toMatchObject({ pipelines: [{ name: 'release', version: 2 }] });
  });

  it('exists once, and goes without complaint, even twice', () => {
    const lab = new PipelineLab();
    lab.pipeline(STAGES);
    expect(() => lab.pipeline(STAGES)).toThrow(refusal('PipelineNameInUseException'));
    lab.call('DeletePipeline', { name: 'release' });
    lab.call('DeletePipeline', { name: 'release' });
    expect(() => lab.call('GetPipeline', { name: 'release' })).toThrow(
      refusal('PipelineNotFoundException', `Account '${TOOLS}' does not have a pipeline with name 'release'`),
    );
    expect(lab.cloud.inventory(TOOLS)).not.toContain(ARN);
    expect(lab.cloud.nextDue()).toBeUndefined();
  });

  it('has tags', () => {
    const lab = new PipelineLab();
    lab.call('CreatePipeline', { pipeline: declaration(STAGES), tags: [{ key: 'a', value: '1' }] });
    lab.call('TagResource', { resourceArn: ARN, tags: [{ key: 'b', value: '2' }] });
    lab.call('UntagResource', { resourceArn: ARN, tagKeys: ['a'] });
    expect(lab.call('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags: [{ key: 'b', value: '2' }] });
    const many = Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: '' }));
    expect(() => lab.call('TagResource', { resourceArn: ARN, tags: many })).toThrow(refusal('TooManyTagsException'));
    expect(() => lab.call('ListTagsForResource', { resourceArn: 'release' })).toThrow(refusal('ValidationException'));
    expect(() => lab.call('ListTagsForResource', { resourceArn: `${ARN}2` })).toThrow(
      refusal('ResourceNotFoundException'),
    );
  });

  it('needs a role that lets CodePipeline in', () => {
    const lab = new PipelineLab();
    const trust = trusting({ Service: 'lambda.amazonaws.com' });
    lab.call('CreateRole', { RoleName: 'other', AssumeRolePolicyDocument: trust }, 'iam');
    lab.pass(10);
    for (const name of ['other', 'none']) {
      const roleArn = `arn:aws:iam::${TOOLS}:role/${name}`;
      expect(() => lab.pipeline(STAGES, { roleArn })).toThrow(
        refusal('InvalidStructureException', `CodePipeline is not authorized to perform AssumeRole on role ${roleArn}`),
      );
    }
  });

  it('may have a role that asks for whose sake it is used', () => {
    const lab = new PipelineLab();
    const PolicyDocument = trusting(
      { Service: 'codepipeline.amazonaws.com' },
      { ArnEquals: { 'aws:SourceArn': ARN }, StringEquals: { 'aws:SourceAccount': TOOLS } },
    );
    lab.call('UpdateAssumeRolePolicy', { RoleName: 'pipeline', PolicyDocument }, 'iam');
    lab.succeeding('work');
    lab.submit();
    lab.pipeline(STAGES);
    expect(lab.executions()).toMatchObject([{ status: 'Succeeded' }]);
  });

  it('may have actions with roles of their own, which the pipeline’s role assumes', () => {
    const lab = new PipelineLab();
    const AssumeRolePolicyDocument = trusting({ AWS: ROLE });
    lab.call('CreateRole', { RoleName: 'action', AssumeRolePolicyDocument }, 'iam');
    lab.pass(10);
    const roleArn = `arn:aws:iam::${TOOLS}:role/action`;
    lab.succeeding('work');
    lab.submit();
    lab.pipeline([STAGES[0] ?? ['', []], ['Work', [{ ...WORK, roleArn }]]]);
    expect(lab.lambda.invocations[0]?.by.roleArn).toBe(roleArn);
  });
});

describe('a declaration is refused', () => {
  const structure = 'InvalidStructureException';
  const stage = 'InvalidStageDeclarationException';
  const action = 'InvalidActionDeclarationException';
  const value = 'ValidationException';

  it.each<[string, PipelineDeclaration, string, RegExp]>([
    ['with one stage', declaration(STAGES.slice(0, 1)), structure, /has only 1 stage\(s\).*minimum of 2 stages/],
    [
      'that does not begin with a source',
      declaration(STAGES.toReversed()),
      structure,
      /should start with a stage that/,
    ],
    ['with a source later on', declaration([...STAGES, ['More', [{ ...SOURCE, name: 'x' }]]]), structure, /Stage More/],
    ['with a stage twice', declaration([...STAGES, ...STAGES.slice(1)]), stage, /Work has been used more than once/],
    ['with an empty stage', withWork(), stage, /Stage Work must contain at least one action/],
    ['with an action twice', withWork(WORK, WORK), action, /work has been used more than once in stage Work/],
    ['without the function', withWork({ ...WORK, configuration: {} }), action, /missing required .* 'FunctionName'/],
    ['with an unknown setting', withWork(approval('Ask', { Colour: 'red' })), action, /unknown configuration 'Colour'/],
    [
      'with a source without output',
      withSource({ outputArtifacts: [] }),
      action,
      /declares 0 output artifacts which is l/,
    ],
    [
      'with an approval that takes an artifact',
      withWork(approval('Ask', {}, { inputArtifacts: [{ name: 'Submission' }] })),
      action,
      /Action Ask declares 1 input artifacts which is more than the maximum count \(0\)/,
    ],
    [
      'with an artifact that nobody makes',
      withWork({ ...WORK, inputArtifacts: [{ name: 'Model' }] }),
      action,
      /Input Artifact Bundle Model in action work is not declared as Output Artifact Bundle in any/,
    ],
    [
      'with an artifact that is made at the same time',
      withWork(
        invoke('a', { outputArtifacts: [{ name: 'Model' }] }),
        invoke('b', { inputArtifacts: [{ name: 'Model' }] }),
      ),
      action,
      /Input Artifact Bundle Model in action b/,
    ],
    [
      'with an artifact that is made twice',
      withWork({ ...WORK, outputArtifacts: [{ name: 'Submission' }] }),
      action,
      /Submission has been used more than once/,
    ],
    [
      'with a namespace twice',
      withWork({ ...WORK, namespace: 'Source' }),
      action,
      /Namespaces must be unique.*\nStageName=\[Work\], ActionName=\[work\], Namespace=\[Source\]/,
    ],
    ['with a namespace of AWS', withWork({ ...WORK, namespace: 'codepipeline' }), action, /'codepipeline' is reserved/],
    [
      'with a variable of nobody',
      withWork(invoke('work', {}, '#{Train.Job}')),
      action,
      /namespace that does not exist.\n.*ActionName=\[work\].*Key=\[UserParameters\].*Text=\[Train.Job\]/,
    ],
    [
      'with a variable that comes later',
      withWork(invoke('a', {}, '#{B.x}'), invoke('b', { runOrder: 2, namespace: 'B' })),
      action,
      /\[B\.x\]/,
    ],
    ['with an unknown pipeline variable', withWork(invoke('a', {}, '#{variables.x}')), action, /\[variables\.x\]/],
    ['with an unknown variable of CodePipeline', withWork(invoke('a', {}, '#{codepipeline.x}')), action, /x\]/],
    ['with a time-out of an invocation', withWork({ ...WORK, timeoutInMinutes: 10 }), action, /only manual approval/],
    ['with a short time-out', withWork(approval('Ask', {}, { timeoutInMinutes: 4 })), value, /timeoutInMinutes/],
    [
      'with an action type of nobody',
      withWork({ ...WORK, actionTypeId: { category: 'Invoke', owner: 'Custom', provider: 'Mine', version: '1' } }),
      action,
      /Provider: 'Mine', Owner: 'Custom', Version: '1'\) in action 'work' is not available in region 'US_EAST_1'/,
    ],
    [
      'with an action type that the sandbox lacks',
      withWork({ ...WORK, actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' } }),
      'NotImplemented',
      /the Build action CodeBuild/,
    ],
    [
      'with an action elsewhere',
      withWork({ ...WORK, region: 'eu-west-1' }),
      'NotImplemented',
      /actions in other regions/,
    ],
    ['with commands', withWork({ ...WORK, commands: ['ls'] }), 'NotImplemented', /does not implement commands/],
    ['without action type', withWork({ ...WORK, actionTypeId: undefined }), value, /actionTypeId/],
    [
      'without artifact store',
      declaration(STAGES, { artifactStore: undefined }),
      structure,
      /artifact store of type S3/,
    ],
    ['in QUEUED mode as V1', declaration(STAGES, { pipelineType: 'V1' }), structure, /QUEUED can only be used with V2/],
    [
      'with variables as V1',
      declaration(STAGES, { pipelineType: 'V1', executionMode: 'SUPERSEDED', variables: [{ name: 'A' }] }),
      structure,
      /variable can only be used with V2/,
    ],
    ['with a run order of 0', withWork({ ...WORK, runOrder: 0 }), value, /runOrder/],
    ['with a bad name', declaration(STAGES, { name: 'my release' }), value, /'my release' at 'pipeline.name'/],
    [
      'with a bad artifact name',
      withSource({ outputArtifacts: [{ name: 'a b' }] }),
      value,
      /outputArtifacts.1.member.name/,
    ],
    ['with a bad role', declaration(STAGES, { roleArn: 'pipeline' }), value, /pipeline.roleArn/],
  ])('%s', (_what, pipeline, code, message) => {
    const lab = new PipelineLab();
    expect(() => lab.call('CreatePipeline', { pipeline })).toThrow(refusal(code, message));
    expect(lab.call('ListPipelines', {})).toEqual({ pipelines: [] });
  });
});
