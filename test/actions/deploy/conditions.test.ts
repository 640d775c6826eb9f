import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { uploadAssets } from '../../../src/actions/deploy/assets.ts';
import {
  desiredStack,
  desiredStacks,
  requireAcceptable,
  requireInputs,
  requireOutputs,
} from '../../../src/actions/deploy/desired.ts';
import { keepCourse } from '../../../src/actions/deploy/keep-course.ts';
import { namedBy } from '../../../src/actions/deploy/named.ts';
import { nextSteps } from '../../../src/actions/deploy/next-steps.ts';
import { requireOffered } from '../../../src/actions/deploy/offered.ts';
import { stackRequest } from '../../../src/actions/deploy/request.ts';
import type { LabError } from '../../../src/errors.ts';
import { ownerTags } from '../../../src/lab/owner.ts';
import { STACK_IDS, STACKS, type StackId } from '../../../src/lab/stacks.ts';
import { BUNDLE, fakeLab, standing, type FakeLabOptions } from '../../support/fake-lab.ts';
import { LAB } from '../../support/lab.ts';
import { inWords } from '../../support/steps.ts';

/** An error in words, with its steps. */
function said(error: unknown): string[] {
  const { code, exitCode, message, hints } = error as LabError;
  return [`${code} ${String(exitCode)}`, message, ...hints.map((hint) => inWords([hint]))];
}

async function refusal(work: () => unknown): Promise<string[]> {
  try {
    await work();
  } catch (error) {
    return said(error);
  }
  return [];
}

const outputsOf = (...ids: StackId[]) => Object.fromEntries(ids.map((id) => [id, standing(id).outputs]));

describe('the stack that is desired', () => {
  const { context } = fakeLab();

  it('has its name, its template, its tags and the values that are known', () => {
    const { stack, missing } = desiredStack(context, 'catalog', {});
    expect(stack).toMatchObject({ name: 'LabSCToolsAccountSetup', tags: ownerTags(LAB) });
    expect(stack.template).toContain('# catalog');
    expect(stack.parameters).toMatchObject({ LabName: 'lab', SpokeAccountID: '222222222222' });
    expect(missing.map(({ parameter }) => parameter)).toEqual(['ProductTemplateURL', 'ProductVersion']);
    const known = desiredStack(context, 'catalog', outputsOf('prerequisites'));
    expect(known).toMatchObject({ stack: { parameters: standing('catalog').parameters }, missing: [] });
    const network = desiredStack({ ...context, zones: ['z-a', 'z-b', ''] }, 'network', {});
    expect(network.stack.parameters).toMatchObject({ Zone1: 'z-a', Zone2: 'z-b', Zone3: '' });
  });

  it('cannot be without its template', () => {
    const bundle = { ...BUNDLE, templates: new Map() };
    expect(() => desiredStack({ ...context, bundle }, 'catalog', {})).toThrow(
      'the package lacks templates/tools/prepare_tools_account.yaml',
    );
  });

  it('needs what other stacks give, unless they are deployed along', async () => {
    const missing = (ids: readonly StackId[], outputs = {}) =>
      refusal(() => {
        requireInputs(desiredStacks({ ...context, zones: ['z-a', '', ''] }, ids, outputs), outputs);
      });
    expect(await missing(STACK_IDS)).toEqual([]);
    expect(await missing(['prerequisites', 'catalog'])).toEqual([]);
    expect(await missing(['staging', 'catalog'])).toEqual([
      'missing-input 2',
      'stack LabSCToolsAccountSetup needs AssetBucketName, an output of stack pre-reqs, which does not exist yet',
      'create it first: mlops-lab tools',
      'or create the whole lab: mlops-lab init',
    ]);
    expect(await missing(['selfService'], outputsOf('prerequisites', 'network'))).toEqual(
      expect.arrayContaining([expect.stringContaining('needs MasterPortfolioId, an output of stack LabSCTools')]),
    );
    expect(await missing(['catalog'], { prerequisites: {} })).toEqual([
      'outdated-stack 2',
      'stack LabSCToolsAccountSetup needs AssetBucketName, an output of stack pre-reqs, which exists without it',
      expect.stringMatching(/^bring the stack up to this version's template; .*: mlops-lab tools$/),
    ]);
    expect(await missing(['prerequisites', 'catalog'], { prerequisites: {} })).toEqual([]);
  });

  it('gives what its template promises', async () => {
    const { outputs } = standing('network');
    const given = (has: Readonly<Record<string, string>>) =>
      refusal(() => {
        requireOutputs('network', has);
      });
    expect(await given(outputs)).toEqual([]);
    expect(await given({ VpcId: 'v' })).toEqual([
      expect.stringMatching(/^missing-output /),
      'stack LabDSAccountNetwork is complete, but gives no SubnetIds, NotebookSecurityGroupId, which templates/datascience/network.yaml promises',
      expect.stringContaining('console of CloudFormation'),
    ]);
  });

  it('has no value that its template refuses', async () => {
    const templates = new Map(BUNDLE.templates);
    const { template } = STACKS.staging;
    templates.set(template, (templates.get(template) ?? '').replace('LabName: {', "LabName: { AllowedPattern: 'x',"));
    const accepted = (bundle: ActionContext['bundle']) =>
      refusal(() => {
        requireAcceptable(desiredStacks({ ...context, bundle }, ['catalog', 'staging'], {}));
      });
    expect(await accepted(BUNDLE)).toEqual([]);
    expect(await accepted({ ...BUNDLE, templates })).toEqual([
      'rejected-parameter 2',
      `templates/${template} does not accept LabName = "lab": must match x`,
      expect.stringContaining('mlops-lab.yaml'),
    ]);
  });
});

describe('what the region has to offer', () => {
  const offered = (ids: readonly StackId[], options: FakeLabOptions = {}) =>
    refusal(() => requireOffered(fakeLab(options).context, ids));
  const lacking = (services: string[]) => ({
    datascience: { places: { lackedServices: () => Promise.resolve(services) } },
  });
  const types = (name: string, lacked: string[], asked: string[] = []) => ({
    places: {
      lackedTypes: (given: readonly string[]) => Promise.resolve((asked.push(`${name} ${given.join()}`), lacked)),
    },
  });
  const instances = { ...LAB, pipeline: { ...LAB.pipeline, endpointInstanceType: 'ml.t2.medium' } };

  it('is asked only for what the stacks need', async () => {
    const asked: string[] = [];
    const accounts = { tools: types('tools', [], asked), staging: types('staging', [], asked), ...lacking([]) };
    expect(await offered(STACK_IDS, { accounts })).toEqual([]);
    expect(asked.splice(0)).toEqual(['tools ml.m5.large']);
    expect(await offered(STACK_IDS, { accounts, more: { lab: instances } })).toEqual([]);
    expect(asked.splice(0)).toEqual(['tools ml.m5.large', 'staging ml.t2.medium']);
    const lab = { ...instances, region: 'nowhere-1' };
    const lacks = {
      tools: types('tools', ['t'], asked),
      staging: types('staging', ['t'], asked),
      ...lacking(['codepipeline']),
    };
    expect(
      await offered(['prerequisites', 'staging', 'network', 'catalog'], { accounts: lacks, more: { lab } }),
    ).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('are services that nothing replaces', async () => {
    const known: string[][] = [];
    const lackedServices = (given: readonly string[]) => Promise.resolve((known.push([...given]), []));
    await offered(['selfService'], { accounts: { datascience: { places: { lackedServices } } } });
    expect(known).toEqual([['servicecatalog', 'codepipeline']]);
    expect(await offered(['selfService'], { accounts: lacking(['servicecatalog', 'codepipeline']) })).toEqual([
      'no-service 2',
      'us-east-1 does not have Service Catalog and CodePipeline',
      expect.stringContaining('another region'),
    ]);
  });

  it('are instances of the types that are wanted', async () => {
    const training = { tools: types('tools', ['ml.m5.large']) };
    expect(await offered(['pipeline'], { accounts: training })).toEqual([
      'no-instance-type 2',
      'pipeline.trainingInstanceType: us-east-1 has no instances of the type ml.m5.large',
      expect.stringContaining('another type'),
    ]);
    const serving = { staging: types('staging', ['ml.t2.medium']) };
    expect((await offered(['pipeline'], { accounts: serving, more: { lab: instances } }))[1]).toBe(
      'pipeline.endpointInstanceType: us-east-1 has no instances of the type ml.t2.medium',
    );
    expect(await offered(['pipeline'], { accounts: serving })).toEqual([]);
  });

  it('are serverless endpoints, unless there are to be instances', async () => {
    const elsewhere = { ...LAB, region: 'nowhere-1' };
    expect(await offered(['pipeline'], { more: { lab: elsewhere } })).toEqual([
      'no-serverless 2',
      'SageMaker has no serverless endpoints in nowhere-1',
      expect.stringContaining('--endpoint-instance-type'),
    ]);
    expect(await offered(['selfService'], { more: { lab: elsewhere } })).toEqual([]);
    expect(await offered(['pipeline'], { more: { lab: { ...instances, region: 'nowhere-1' } } })).toEqual([]);
  });
});

describe('the request for a stack', () => {
  const long = (bytes: number) => ({ ...standing('catalog'), template: '#'.padEnd(bytes, 'x') });
  const request = async (bytes: number, outputs = {}, isThere = false) => {
    const puts: object[] = [];
    const objects = {
      exists: () => Promise.resolve(isThere),
      put: (object: object) => Promise.resolve(void puts.push(object)),
    };
    const { context } = fakeLab({ accounts: { tools: { objects } } });
    return { puts, made: await stackRequest(context, long(bytes), outputs) };
  };
  const bucket = { prerequisites: { AssetBucketName: 'assets' } };

  it('has its template in it, up to the most that a request takes', async () => {
    expect(await request(51_200)).toEqual({ puts: [], made: long(51_200) });
  });

  it('has a longer one in the bucket of assets, by its content', async () => {
    const { puts, made } = await request(51_201, bucket);
    const [{ key } = { key: '' }] = puts as { key: string }[];
    expect(key).toMatch(/^stack-templates\/[0-9a-f]{64}\.yaml$/);
    const content = Buffer.from(long(51_201).template);
    expect(puts).toEqual([{ bucket: 'assets', key, content, contentType: 'application/yaml', withoutKey: true }]);
    expect(made).toEqual({ ...long(51_201), templateUrl: `https://assets.s3.us-east-1.amazonaws.com/${key}` });
    expect(await request(51_201, bucket, true)).toEqual({ puts: [], made });
  });

  it('is refused where there is no such bucket', async () => {
    expect(await refusal(() => request(60_000))).toEqual([
      expect.stringMatching(/^template-too-long /),
      expect.stringMatching(/^the template of stack LabSCToolsAccountSetup has 60000 bytes, more than the 51200 /),
      'create the asset bucket first: mlops-lab tools',
    ]);
    expect(await refusal(() => request(60_000, { prerequisites: {} }))).toHaveLength(3);
  });
});

describe('assets', () => {
  it('are uploaded where they are not there, and not looked for in a new bucket', async () => {
    const upload = async (isNew: boolean) => {
      const puts: object[] = [];
      const objects = {
        exists: (_: string, key: string) => Promise.resolve(key === 'key-of-one'),
        put: (object: object) => Promise.resolve(void puts.push(object)),
      };
      const { context, events } = fakeLab({ accounts: { tools: { objects } } });
      await uploadAssets(context, { name: 'assets', isNew });
      return { puts, events };
    };
    const two = { bucket: 'assets', key: 'key-of-two', content: BUNDLE.assets[1]?.content, contentType: 'text/plain' };
    const told = { type: 'asset', name: 'two', key: 'key-of-two', bytes: 3, state: 'uploaded' };
    const { puts, events } = await upload(false);
    expect(puts).toEqual([two]);
    expect(events).toContainEqual(told);
    expect(events).toContainEqual({ type: 'asset', name: 'one', key: 'key-of-one', bytes: 3, state: 'present' });
    const anew = await upload(true);
    expect(anew.puts).toHaveLength(2);
    expect(anew.events.map((event) => 'state' in event && event.state)).toEqual(['uploaded', 'uploaded']);
  });
});

describe('the ids that other stacks wait for', () => {
  const event = (logicalId: string, status: string, physicalId: string) => ({
    ...{ logicalId, status, physicalId, resourceType: 'T', time: '2026-01-05T00:00:00Z' },
  });

  it('are told once all of them exist', () => {
    const told: object[] = [];
    const hear = namedBy('network', (outputs) => void told.push({ ...outputs }));
    hear(event('Vpc', 'CREATE_IN_PROGRESS', 'vpc-1'));
    hear(event('Subnet', 'CREATE_COMPLETE', 'subnet-1'));
    hear(event('toString', 'CREATE_COMPLETE', 'x'));
    hear(event('Vpc', 'CREATE_COMPLETE', 'vpc-1'));
    hear(event('NotebookSecurityGroup', 'CREATE_IN_PROGRESS', 'sg-1'));
    expect(told).toEqual([]);
    hear(event('NotebookSecurityGroup', 'CREATE_COMPLETE', 'sg-1'));
    expect(told).toEqual([{ VpcId: 'vpc-1', NotebookSecurityGroupId: 'sg-1' }]);
  });
});

describe('the course of a lab', () => {
  const titanic = { ...standing('pipeline').parameters, CourseKey: 'courses/titanic/1/course.json' };
  const kept = async (ids: readonly StackId[], options: FakeLabOptions = {}, isRead = true) => {
    const { context, stacks } = fakeLab({ changed: { pipeline: { parameters: titanic } }, ...options });
    const pipeline = stacks.get('LabMLOpsPipeline');
    const read = isRead && pipeline ? { pipeline } : {};
    return refusal(() => keepCourse(context, ids, { stacks: read, isDefaultGroupOpen: false }));
  };
  const refused = [
    expect.stringMatching(/^course-unsaid /),
    'the lab teaches the course titanic, and no setting says so; without one it would teach penguins',
    expect.stringMatching(/; --course penguins changes to that one$/),
  ];

  it('stays where nobody says otherwise, whether the pipeline was read or not', async () => {
    expect(await kept(['catalog'])).toEqual(refused);
    expect(await kept(['network', 'pipeline'])).toEqual(refused);
    expect(await kept(['catalog'], {}, false)).toEqual(refused);
    expect(await kept(['prerequisites', 'staging', 'network', 'selfService'])).toEqual([]);
    expect(await kept(STACK_IDS, { changed: {} })).toEqual([]);
    expect(await kept(STACK_IDS, { isEmpty: true, changed: {} }, false)).toEqual([]);
  });

  it('changes where a setting says so', async () => {
    const setting = (path: string) => ({ more: { settings: [{ path, value: 'x', where: 'here' }] } });
    expect(await kept(STACK_IDS, setting('course'))).toEqual([]);
    const unasked = { tools: { stacks: { find: () => Promise.reject(new Error('asked')) } } };
    expect(await kept(['catalog'], { ...setting('course'), accounts: unasked }, false)).toEqual([]);
    expect(await kept(STACK_IDS, setting('region'))).toEqual(refused);
  });
});

describe('what comes after a deployment', () => {
  const commands = (ids: readonly StackId[]) => nextSteps(fakeLab().context, ids).map((step) => inWords([step]));

  it('of a part is the rest', () => {
    expect(commands(['network'])).toEqual([
      'look at the whole lab: mlops-lab status',
      'deploy what is still missing: mlops-lab init',
    ]);
    expect(commands(STACK_IDS.slice(1))).toHaveLength(2);
  });

  it('of the whole is to work in it', () => {
    expect(commands(STACK_IDS).map((line) => line.split(': ').at(-1))).toEqual([
      'mlops-lab login',
      'mlops-lab handout',
      expect.stringContaining('https://us-east-1.console.aws.amazon.com/servicecatalog/home?region=us-east-1#products'),
      'mlops-lab submit --watch',
      'mlops-lab status',
      'mlops-lab teardown',
    ]);
  });
});
