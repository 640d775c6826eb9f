import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../ports/clock.ts';
import { AwsClock } from './aws-clock.ts';
import type { CredentialsProvider } from './credentials.ts';
import type { KnownStacks } from './known-stacks.ts';
import type { KnownTags } from './known-tags.ts';
import type { Lists } from './lists.ts';
import { isRead, type ReadBudget } from './read-budget.ts';
import { callNotes } from './failed-calls.ts';
import { ClockedRetryStrategy } from './retries.ts';
import type { StackPoller } from './stack-poller.ts';

/** How requests reach the service: over the network, or within this process. */
export type RequestHandler = NonNullable<CloudFormationClientConfig['requestHandler']>;

/** The settings that all clients of one account share. */
export interface ClientSetup {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly requestHandler: RequestHandler;
  readonly clock: Clock;
  /** What reads of the account have to keep within. */
  readonly budget?: ReadBudget;
  /** Follows the account's stacks, for other labs too. */
  readonly poller?: StackPoller;
  /** Tags that were read for other labs. */
  readonly knownTags?: KnownTags;
  /** Stacks that were read before. */
  readonly known?: KnownStacks;
  /** What is listed for other labs, too. */
  readonly lists?: Lists;
  /** Lets few labs at once do what takes much memory. */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The settings of every SDK client. */
interface Client {
  readonly config: { systemClockOffset: number; readonly serviceId: string };
  readonly middlewareStack: {
    addRelativeTo(middleware: Middleware, options: Omit<typeof AROUND_SIGNING, 'name'> & { name: string }): void;
  };
}

const AROUND_SIGNING = { name: 'time', relation: 'before', toMiddleware: 'httpSigningMiddleware' } as const;

type Middleware = <Args, Result>(
  next: (args: Args) => Promise<Result>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Result>;

type ServiceOf<ServiceClient> = new (config: ClientConfig) => ServiceClient;

const clients = new WeakMap<ClientSetup, Map<ServiceOf<Client>, Client>>();

/**
 * The client of one service with the shared settings. There is one per setup, since each client reads the user's settings
 * and configuration files itself.
 */
export function clientOf<ServiceClient extends Client>(
  Service: ServiceOf<ServiceClient>,
  setup: ClientSetup,
): ServiceClient {
  const known = clients.get(setup) ?? new Map<ServiceOf<Client>, Client>();
  clients.set(setup, known);
  const client = known.get(Service) ?? newClient(Service, setup);
  known.set(Service, client);
  return client as ServiceClient;
}

function newClient(Service: ServiceOf<Client>, setup: ClientSetup): Client {
  const client = new Service(clientConfig(setup));
  if (setup.clock instanceof AwsClock) keepTime(client, setup.clock);
  if (setup.budget && client.config.serviceId === 'CloudFormation') keepWithin(client, setup.budget);
  return client;
}

/** Each attempt counts, also one that is throttled. */
function keepWithin({ middlewareStack }: Client, budget: ReadBudget): void {
  const paced: Middleware =
    (next, { commandName = '' }) =>
    async (args) => {
      if (isRead(commandName)) await budget.spend();
      return next(args);
    };
  middlewareStack.addRelativeTo(paced, { ...AROUND_SIGNING, name: 'pace' });
}

/** The SDK corrects each client's clock from its own responses; this lets none begin with a wrong one. */
function keepTime({ config, middlewareStack }: Client, clock: AwsClock): void {
  const timed: Middleware = (next) => async (args) => {
    config.systemClockOffset = clock.offset;
    try {
      return await next(args);
    } finally {
      clock.measured(config.systemClockOffset);
    }
  };
  middlewareStack.addRelativeTo(timed, AROUND_SIGNING);
}

/** Settings that every service's client accepts. */
interface ClientConfig {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly retryStrategy: ClockedRetryStrategy;
  readonly requestHandler: RequestHandler;
  readonly logger: typeof callNotes;
}

function clientConfig({ region, credentials, requestHandler, clock }: ClientSetup): ClientConfig {
  return {
    region,
    credentials,
    retryStrategy: new ClockedRetryStrategy(clock),
    requestHandler,
    logger: callNotes,
  };
}
