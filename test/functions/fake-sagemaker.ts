import { Refused } from './fake-wire.ts';

type Input = Record<string, unknown>;
type Tags = Map<string, string>;

export interface FakeEndpoint {
  status: string;
  serving: string;
  pending?: string | undefined;
  reason?: string | undefined;
  deployment?: unknown;
  /** Those of the lab unless given. */
  readonly tags?: Tags;
}

interface FakeTrainingJob {
  status: string;
  secondaryStatus?: string;
  reason?: string;
  request: Input;
}

interface FakeConfiguration {
  readonly variant: { readonly ModelName: string; readonly ServerlessConfig?: object };
  readonly tags: Tags;
  readonly createdAt: number;
}

interface FakePackage {
  status: string;
  description?: string;
  readonly token: string;
  readonly input: Input;
}

const ARN = 'arn:aws:sagemaker:us-east-1';
/** What the functions tag everything with. */
export const LAB_TAGS = [
  { Key: 'mlops-lab:deployment', Value: 'lab/111111111111/us-east-1' },
  { Key: 'mlops-lab:lab', Value: 'lab' },
];
const PENDING = new Set(['Creating', 'Updating', 'RollingBack', 'Deleting', 'SystemUpdating']);

/** SageMaker, as far as the functions use it: what takes its time there is over with `settle`. */
export class FakeSageMaker {
  readonly trainingJobs = new Map<string, FakeTrainingJob>();
  readonly models = new Map<string, Input>();
  readonly configurations = new Map<string, FakeConfiguration>();
  readonly endpoints = new Map<string, FakeEndpoint>();
  readonly packages: FakePackage[] = [];
  /** Why the next creation or update of an endpoint goes wrong. */
  trouble: string | undefined;
  /** What a configuration's model predicts. */
  predict: (features: readonly number[], configuration: string) => number | string = () => Number.NaN;
  #clock = 0;

  /** Ends whatever is in progress. */
  settle(): void {
    for (const [name, endpoint] of this.endpoints) {
      if (endpoint.status === 'Deleting') this.endpoints.delete(name);
      else if (PENDING.has(endpoint.status)) this.#settleEndpoint(endpoint);
    }
  }

  #settleEndpoint(endpoint: FakeEndpoint): void {
    const reason = this.trouble;
    this.trouble = undefined;
    endpoint.reason = reason;
    if (endpoint.status === 'Creating') endpoint.status = reason ? 'Failed' : 'InService';
    else {
      endpoint.status = 'InService';
      if (!reason) endpoint.serving = endpoint.pending ?? endpoint.serving;
    }
    endpoint.pending = undefined;
  }

  /** The operation of that name, without its service. */
  answer(operation: string, input: Input): object {
    const operations: Record<string, (input: Input) => object> = this.#operations;
    const answer = operations[operation];
    if (!answer) throw new Refused('UnknownOperationException', `the fake knows no ${operation}`);
    return answer(input);
  }

  /** One prediction a line. */
  invoke(name: string, body: string): string {
    const endpoint = this.endpoints.get(name);
    if (!endpoint || endpoint.status === 'Creating')
      throw new Refused('ValidationError', `Endpoint ${name} not found.`);
    const rows = body.split('\n').map((line) => line.split(',').map(Number));
    const answers = rows.map((row) => String(this.predict(row, endpoint.serving)));
    const broken = answers.find((each) => each.startsWith('!'));
    if (broken) throw new Refused('ModelError', broken.slice(1), 424);
    return answers.join('\n');
  }

  readonly #operations = {
    DescribeTrainingJob: ({ TrainingJobName }: Input) => {
      const job = this.trainingJobs.get(String(TrainingJobName));
      if (!job) throw new Refused('ValidationException', 'Requested resource not found.');
      return { TrainingJobStatus: job.status, SecondaryStatus: job.secondaryStatus, FailureReason: job.reason };
    },
    CreateTrainingJob: (request: Input) => {
      const name = String(request.TrainingJobName);
      if (this.trainingJobs.has(name))
        throw new Refused('ResourceInUse', `Job name must be unique, and ${name} exists`);
      this.trainingJobs.set(name, { status: 'InProgress', request });
      return { TrainingJobArn: `${ARN}:111111111111:training-job/${name}` };
    },
    CreateModel: (request: Input) => {
      this.#expectNew(this.models, 'model', String(request.ModelName));
      this.models.set(String(request.ModelName), request);
      return { ModelArn: `${ARN}:333333333333:model/${String(request.ModelName)}` };
    },
    DeleteModel: ({ ModelName }: Input) => this.#delete(this.models, 'model', String(ModelName)),
    CreateEndpointConfig: (request: Input) => {
      const name = String(request.EndpointConfigName);
      this.#expectNew(this.configurations, 'endpoint configuration', name);
      const [variant] = request.ProductionVariants as [FakeConfiguration['variant']];
      this.#expect(this.models, 'model', variant.ModelName);
      this.#clock += 1;
      this.configurations.set(name, { variant, tags: tagsOf(request.Tags), createdAt: this.#clock });
      return { EndpointConfigArn: configurationArn(name) };
    },
    DescribeEndpointConfig: ({ EndpointConfigName }: Input) => {
      const name = String(EndpointConfigName);
      const { variant } = this.#expect(this.configurations, 'endpoint configuration', name);
      return { EndpointConfigName: name, EndpointConfigArn: configurationArn(name), ProductionVariants: [variant] };
    },
    ListEndpointConfigs: ({ NameContains, NextToken }: Input) => {
      const names = [...this.configurations]
        .filter(([name]) => name.includes(String(NameContains)))
        .sort(([, one], [, other]) => other.createdAt - one.createdAt);
      const from = Number(NextToken ?? 0);
      const page = names.slice(from, from + 2).map(([name]) => ({
        EndpointConfigName: name,
        EndpointConfigArn: configurationArn(name),
      }));
      return { EndpointConfigs: page, ...(from + 2 < names.length && { NextToken: String(from + 2) }) };
    },
    DeleteEndpointConfig: ({ EndpointConfigName }: Input) =>
      this.#delete(this.configurations, 'endpoint configuration', String(EndpointConfigName)),
    ListTags: ({ ResourceArn }: Input) => {
      const { tags } = this.#tagged(String(ResourceArn));
      return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
    },
    AddTags: ({ ResourceArn, Tags }: Input) => {
      const { tags } = this.#expect(this.configurations, 'endpoint configuration', nameIn(ResourceArn));
      for (const [key, value] of tagsOf(Tags)) tags.set(key, value);
      return {};
    },
    DescribeEndpoint: ({ EndpointName }: Input) => {
      const name = String(EndpointName);
      const { status, serving, pending, reason } = this.#expect(this.endpoints, 'endpoint', name);
      const serverless = this.configurations.get(serving)?.variant.ServerlessConfig;
      return {
        EndpointName: name,
        EndpointArn: endpointArn(name),
        EndpointStatus: status,
        EndpointConfigName: serving,
        FailureReason: reason,
        ...(pending && { PendingDeploymentSummary: { EndpointConfigName: pending } }),
        ProductionVariants: [{ VariantName: 'AllTraffic', ...(serverless && { CurrentServerlessConfig: serverless }) }],
      };
    },
    CreateEndpoint: ({ EndpointName, EndpointConfigName, Tags }: Input) => {
      this.#expectNew(this.endpoints, 'endpoint', String(EndpointName));
      this.#expect(this.configurations, 'endpoint configuration', String(EndpointConfigName));
      this.endpoints.set(String(EndpointName), {
        status: 'Creating',
        serving: String(EndpointConfigName),
        tags: tagsOf(Tags),
      });
      return {};
    },
    UpdateEndpoint: ({ EndpointName, EndpointConfigName, DeploymentConfig }: Input) => {
      const endpoint = this.#changeable(String(EndpointName), 'update');
      const { variant } = this.#expect(this.configurations, 'endpoint configuration', String(EndpointConfigName));
      if (variant.ServerlessConfig && !this.configurations.get(endpoint.serving)?.variant.ServerlessConfig) {
        throw new Refused('ValidationException', 'An endpoint on instances cannot be updated to a serverless one.');
      }
      Object.assign(endpoint, {
        status: 'Updating',
        pending: String(EndpointConfigName),
        deployment: DeploymentConfig,
      });
      return {};
    },
    DeleteEndpoint: ({ EndpointName }: Input) => {
      this.#changeable(String(EndpointName), 'delete').status = 'Deleting';
      return {};
    },
    CreateModelPackage: (input: Input) => {
      const token = String(input.ClientToken);
      const status = String(input.ModelApprovalStatus);
      const known = this.packages.findIndex((each) => each.token === token);
      if (known < 0) this.packages.push({ status, token, input });
      return { ModelPackageArn: packageArn(known < 0 ? this.packages.length : known + 1) };
    },
    DescribeModelPackage: ({ ModelPackageName }: Input) => ({
      ModelApprovalStatus: this.#package(ModelPackageName).status,
    }),
    UpdateModelPackage: ({ ModelPackageArn, ModelApprovalStatus, ApprovalDescription }: Input) => {
      const found = this.#package(ModelPackageArn);
      if (/\n/.test(String(ApprovalDescription))) throw new Refused('ValidationException', 'not of the pattern .*');
      Object.assign(found, { status: ModelApprovalStatus, description: ApprovalDescription });
      return { ModelPackageArn };
    },
  };

  #tagged(arn: string): { readonly tags: Tags } {
    if (!arn.includes(':endpoint/')) return this.#expect(this.configurations, 'endpoint configuration', nameIn(arn));
    const { tags = tagsOf(LAB_TAGS) } = this.#expect(this.endpoints, 'endpoint', nameIn(arn));
    return { tags };
  }

  #package(arn: unknown): FakePackage {
    const found = this.packages[Number(nameIn(arn)) - 1];
    if (!found) throw new Refused('ValidationException', `ModelPackage ${String(arn)} does not exist`);
    return found;
  }

  #changeable(name: string, change: string): FakeEndpoint {
    const endpoint = this.#expect(this.endpoints, 'endpoint', name);
    if (PENDING.has(endpoint.status)) {
      throw new Refused('ValidationException', `Cannot ${change} in-progress endpoint "${name}".`);
    }
    return endpoint;
  }

  #expect<T>(things: Map<string, T>, kind: string, name: string): T {
    const thing = things.get(name);
    if (!thing) throw new Refused('ValidationException', `Could not find ${kind} "${name}".`);
    return thing;
  }

  #expectNew(things: Map<string, unknown>, kind: string, name: string): void {
    if (things.has(name)) throw new Refused('ValidationException', `Cannot create already existing ${kind} "${name}".`);
  }

  #delete(things: Map<string, unknown>, kind: string, name: string): object {
    this.#expect(things, kind, name);
    const used = [...this.endpoints.values()].find(({ serving, pending }) => serving === name || pending === name);
    if (used && kind !== 'model') throw new Refused('ValidationException', `Cannot delete ${kind} "${name}": in use.`);
    things.delete(name);
    return {};
  }
}

export function packageArn(version: number): string {
  return `${ARN}:111111111111:model-package/mlops-lab/${version}`;
}

function endpointArn(name: string): string {
  return `${ARN}:333333333333:endpoint/${name}`;
}

function configurationArn(name: string): string {
  return `${ARN}:333333333333:endpoint-config/${name}`;
}

function nameIn(arn: unknown): string {
  return String(arn).split('/').at(-1) ?? '';
}

function tagsOf(tags: unknown): Tags {
  return new Map((tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
}
