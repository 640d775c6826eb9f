import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { s3ObjectOf } from '../../../../src/sandbox/kernel/s3-url.ts';
import type { Call, Service } from '../../../../src/sandbox/kernel/service.ts';

/** Objects by `bucket/key`, all of them readable. */
export function fakeS3(objects: ReadonlyMap<string, string>): Service {
  return {
    name: 's3',
    operations: {
      GetObject({ Bucket, Key }: { Bucket: string; Key: string }, call: Call) {
        call.about(`arn:aws:s3:::${Bucket}/${Key}`);
        const text = objects.get(`${Bucket}/${Key}`);
        if (text === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
        return { Body: Buffer.from(text) };
      },
    },
  };
}

/** How long the fake takes for whatever it does to a stack. */
const STACK_MS = 60_000;

interface FakeStack {
  readonly name: string;
  readonly begun: number;
  readonly verb: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The template says so with its description. */
  readonly fails: boolean;
}

interface StackRequest {
  readonly StackName: string;
  readonly TemplateBody: string;
}

/** Takes what has resources for a template; works on stacks for a minute each time; knows one stack named `made`. */
export function fakeCloudFormation(s3: Service): Service {
  const stacks = new Map<string, FakeStack>();
  const begin = (id: string, name: string, verb: FakeStack['verb'], template: string, call: Call) => {
    stacks.set(id, { name, begun: call.now, verb, fails: template.includes(`Description: fails to ${verb}`) });
    return { StackId: id };
  };
  return {
    name: 'cloudformation',
    operations: {
      ValidateTemplate({ TemplateURL = '' }: { TemplateURL?: string }, call: Call) {
        const object = s3ObjectOf(TemplateURL);
        const read = s3.operations['GetObject'] as (input: object, call: Call) => { Body: Uint8Array };
        const { Body } = read({ Bucket: object?.bucket, Key: object?.key }, call);
        if (Buffer.from(Body).includes('Resources:')) return { Parameters: [] };
        throw new AwsError('ValidationError', 'Template format error: At least one Resources member must be defined.');
      },
      GetTemplate({ StackName }: { StackName: string }) {
        if (StackName.endsWith(':stack/made/1')) return { TemplateBody: 'Resources: {}' };
        throw new AwsError('ValidationError', `Stack with id ${StackName} does not exist`);
      },
      CreateStack({ StackName, TemplateBody }: StackRequest, call: Call) {
        if (TemplateBody.includes('Description: invalid'))
          throw new AwsError('ValidationError', 'Parameters: [A] must have values');
        const id = `arn:aws:cloudformation:${call.region}:${call.account}:stack/${StackName}/1`;
        return begin(id, StackName, 'CREATE', TemplateBody, call);
      },
      UpdateStack({ StackName, TemplateBody }: StackRequest, call: Call) {
        return begin(StackName, stacks.get(StackName)?.name ?? '', 'UPDATE', TemplateBody, call);
      },
      DeleteStack({ StackName }: StackRequest, call: Call) {
        return begin(StackName, stacks.get(StackName)?.name ?? '', 'DELETE', '', call);
      },
      DescribeStacks({ StackName }: StackRequest, call: Call) {
        const stack = stacks.get(StackName);
        if (!stack) throw new AwsError('ValidationError', `Stack with id ${StackName} does not exist`);
        const Outputs = [{ OutputKey: 'Url', OutputValue: 'https://notebook' }];
        return { Stacks: [{ StackName: stack.name, StackStatus: statusOf(stack, call.now), Outputs }] };
      },
    },
  };
}

function statusOf({ begun, verb, fails }: FakeStack, now: number): string {
  const minutes = Math.floor((now - begun) / STACK_MS);
  if (minutes === 0) return `${verb}_IN_PROGRESS`;
  if (!fails) return `${verb}_COMPLETE`;
  const rollback = verb === 'CREATE' ? 'ROLLBACK' : `${verb}_ROLLBACK`;
  return minutes === 1 ? `${rollback}_IN_PROGRESS` : `${rollback}_COMPLETE`;
}
