import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { Surroundings } from '../../lambda-code/job/setup.ts';
import { courseText } from '../../src/lab/course/course.ts';
import { PENGUINS } from '../support/course.ts';
import { FakeObjects, nameOf } from './fake-objects.ts';
import { FakeSageMaker } from './fake-sagemaker.ts';
import { decode, json, refusal, Refused, response, type WireCall } from './fake-wire.ts';

/** What CodePipeline accepted as the result of a job. */
export type Answer =
  | { readonly kind: 'success'; readonly outputVariables: Record<string, string>; readonly message: string }
  | { readonly kind: 'again'; readonly token: string; readonly message: string }
  | { readonly kind: 'failure'; readonly type: string; readonly message: string };

/** How a call goes wrong: refused, never answered, broken off before or after it was carried out, or answered oddly. */
export type Fault = Refused | 'hang' | 'reset' | 'receipt lost' | (() => HttpResponse);

interface PlannedFault {
  readonly operation: string;
  readonly fault: Fault;
  times: number;
}

/** Whose keys may do what: the function's own role, the deploy role's session, and the job's artifact keys. */
const RIGHTS: Readonly<Record<string, RegExp>> = {
  FUNCTION:
    /^(codepipeline|sts):|^sagemaker:.*(TrainingJob|ModelPackage)$|^s3:PutObject mlops-artifacts|^s3:GetObject mlops-assets/,
  DEPLOY:
    /^sagemaker:.*(Model|Endpoint|EndpointConfig|EndpointConfigs|Tags)$|^s3:HeadObject mlops-artifacts\/models\/|^s3:(Head|Copy|Delete)Object mlops-models/,
  ARTIFACT: /^s3:GetObject mlops-artifacts\/pipeline\//,
};

const EXTERNAL_ID = 'mlops-lab--111111111111';

/** The environment of every function of the lab `lab`. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  LAB_NAME: 'lab',
  DEPLOYMENT: 'lab/111111111111/us-east-1',
  ARTIFACT_BUCKET: 'mlops-artifacts',
  KEY_ARN: 'arn:aws:kms:us-east-1:111111111111:key/tools',
  TRAINING_ROLE_ARN: 'arn:aws:iam::111111111111:role/mlops-lab--training-us-east-1',
  TRAINING_IMAGE: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
  NETWORK_ISOLATION: 'false',
  TRAINING_INSTANCE_TYPE: 'ml.m5.large',
  TRAINING_MAX_SECONDS: '3600',
  ENDPOINT_MAX_SECONDS: '3600',
  DEPLOY_ROLE_ARN: 'arn:aws:iam::333333333333:role/mlops-lab--deploy-us-east-1',
  DEPLOY_EXTERNAL_ID: EXTERNAL_ID,
  SERVING_IMAGE: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
  NONPROD_ROLE_ARN: 'arn:aws:iam::333333333333:role/mlops-lab--nonprod-us-east-1',
  PRODUCTION_ROLE_ARN: 'arn:aws:iam::333333333333:role/mlops-lab--production-us-east-1',
  MODEL_BUCKET: 'mlops-models',
  MODEL_KEY_ARN: 'arn:aws:kms:us-east-1:333333333333:key/models',
  SERVERLESS_MEMORY_MB: '2048',
  SERVERLESS_MAX_CONCURRENCY: '5',
  KEPT_CONFIGURATIONS: '3',
  ASSET_BUCKET: 'mlops-assets',
  COURSE_KEY: 'courses/0123/course.json',
  HOLDOUT_KEY: 'data/0123/holdout.csv',
  METRIC: 'mdape',
  THRESHOLD: '10',
  PLAUSIBILITY: '3',
  MODEL_PACKAGE_GROUP: 'mlops-lab',
};

/** AWS as the functions meet it, on the wire: it keeps what they make, and its rules. */
export class FakeAws {
  readonly objects = withCourse(new FakeObjects());
  readonly sagemaker = new FakeSageMaker();
  /** What CodePipeline was told, by job. */
  readonly answers = new Map<string, Answer>();
  /** Everything that was asked for, in order, with what it was about and by whom. */
  readonly calls: string[] = [];
  now = Date.now();
  #faults: PlannedFault[] = [];

  /** Has the next calls of an operation, such as `sagemaker:CreateModel`, go wrong. */
  fail(operation: string, fault: Fault, times = 1): void {
    this.#faults.push({ operation, fault, times });
  }

  surroundings(environment: Readonly<Record<string, string | undefined>> = {}, maxAttempts = 1): Surroundings {
    const client = {
      region: 'us-east-1',
      credentials: { accessKeyId: 'FUNCTION', secretAccessKey: 'secret', sessionToken: 'token' },
      requestHandler: this.#handler,
      maxAttempts,
    };
    return { environment: { ...ENVIRONMENT, ...environment }, now: () => this.now, client, answering: client };
  }

  readonly #handler = {
    handle: async (request: HttpRequest, options?: { abortSignal?: unknown }) => ({
      response: await this.#answer(await decode(request), options?.abortSignal as AbortSignal | undefined),
    }),
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };

  async #answer(call: WireCall, abortSignal: AbortSignal | undefined): Promise<HttpResponse> {
    const fault = this.#takeFault(call.operation);
    if (fault === 'hang') return never(abortSignal);
    if (fault === 'reset') throw connectionReset();
    if (typeof fault === 'function') return fault();
    const answer = fault instanceof Refused ? refusal(call, fault) : this.#carriedOut(call);
    if (fault === 'receipt lost') throw connectionReset();
    return answer;
  }

  #takeFault(operation: string): Fault | undefined {
    const planned = this.#faults.find((each) => each.operation === operation && each.times > 0);
    if (planned) planned.times -= 1;
    return planned?.fault;
  }

  #carriedOut(call: WireCall): HttpResponse {
    try {
      this.#expectRight(call);
      return this.#dispatch(call);
    } catch (error) {
      if (error instanceof Refused) return refusal(call, error);
      throw error;
    }
  }

  #expectRight(call: WireCall): void {
    const { operation, accessKeyId } = call;
    const what = operation.startsWith('s3:') ? `${operation} ${nameOf(call)}` : operation;
    this.calls.push(`${what} as ${accessKeyId}`);
    if (!RIGHTS[accessKeyId]?.test(what)) {
      throw new Refused('AccessDeniedException', `User ${accessKeyId} is not authorized to perform: ${what}`, 403);
    }
  }

  #dispatch(call: WireCall): HttpResponse {
    const { operation, input, path, body } = call;
    const [service, name = ''] = operation.split(':');
    if (service === 's3') return this.objects.answer(call);
    if (service === 'sts') return this.#assumeRole(input);
    if (service === 'codepipeline') return this.#result(name, input);
    if (name !== 'InvokeEndpoint') return json(this.sagemaker.answer(name, input));
    const endpoint = path.split('/')[2] ?? '';
    return response(200, this.sagemaker.invoke(endpoint, body), 'text/csv');
  }

  #assumeRole({ ExternalId, RoleArn }: Record<string, unknown>): HttpResponse {
    if (ExternalId !== EXTERNAL_ID || RoleArn !== ENVIRONMENT.DEPLOY_ROLE_ARN) {
      throw new Refused('AccessDenied', `User FUNCTION is not authorized to assume ${String(RoleArn)}`, 403);
    }
    const expiration = new Date(this.now + 900_000).toISOString();
    const keys = `<AccessKeyId>DEPLOY</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>`;
    const credentials = `<Credentials>${keys}<Expiration>${expiration}</Expiration></Credentials>`;
    const result = `<AssumeRoleResult>${credentials}</AssumeRoleResult>`;
    return response(200, `<AssumeRoleResponse>${result}</AssumeRoleResponse>`, 'text/xml');
  }

  #result(operation: string, input: Record<string, unknown>): HttpResponse {
    const job = String(input.jobId);
    if (this.answers.has(job)) throw new Refused('InvalidJobStateException', `Job ${job} is not in progress`);
    this.answers.set(job, answerOf(operation, input as unknown as ResultInput));
    return json({});
  }
}

interface ResultInput {
  readonly continuationToken?: string;
  readonly outputVariables?: Record<string, string>;
  readonly executionDetails?: { readonly summary: string };
  readonly failureDetails: { readonly type: string; readonly message: string };
}

function answerOf(operation: string, input: ResultInput): Answer {
  if (operation === 'PutJobFailureResult') return { kind: 'failure', ...input.failureDetails };
  const message = input.executionDetails?.summary ?? '';
  if (input.continuationToken === undefined) {
    return { kind: 'success', message, outputVariables: input.outputVariables ?? {} };
  }
  if (input.continuationToken.length > 2048) throw new Refused('ValidationException', 'continuationToken is too long');
  return { kind: 'again', message, token: input.continuationToken };
}

function connectionReset(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

function never(abortSignal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, fail) => {
    abortSignal?.addEventListener('abort', () => fail(Object.assign(new Error('aborted'), { name: 'AbortError' })));
  });
}

/** What is taught lies in the asset bucket. */
function withCourse(objects: FakeObjects): FakeObjects {
  objects.put('mlops-assets/courses/0123/course.json', courseText(PENGUINS));
  return objects;
}
