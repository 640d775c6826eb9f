import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../ports/clock.ts';
import { AwsClock } from './aws-clock.ts';
import type { CredentialsProvider } from './credentials.ts';
import type { KnownStacks } from './known-stacks.ts';
import type { KnownTags } from './known-tags.ts';
import type { Lists } from './lists.ts';
import { isRead, type ReadBudget } from './read-budget.ts';
import { CallersSigner, NOBODY, sentBy } from './callers.ts';
import { NOTES, noting } from './failed-calls.ts';
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

/** What every SDK client has. */
interface Client {
  readonly config: { systemClockOffset: number; readonly serviceId: string };
  readonly middlewareStack: MiddlewareStack;
  send(command: { readonly middlewareStack: MiddlewareStack }, ...rest: unknown[]): unknown;
}

interface MiddlewareStack {
  add(middleware: typeof noting, options: typeof NOTES): void;
  remove(name: string): boolean;
  addRelativeTo(middleware: Middleware, options: Place): void;
}

interface Place {
  readonly name: string;
  readonly relation: 'before';
  readonly toMiddleware: string;
  readonly override?: boolean;
}

/** Once a call. A command that is sent again has it already. */
const CALLER: Place = { name: 'caller', relation: 'before', toMiddleware: 'retryMiddleware', override: true };

/** Once an attempt. */
const PACE: Place = { name: 'pace', relation: 'before', toMiddleware: 'httpSigningMiddleware', override: true };
const TIME: Place = { name: 'time', relation: 'before', toMiddleware: 'httpSigningMiddleware' };

type Middleware = <Args extends { readonly request: unknown }, Result>(
  next: (args: Args) => Promise<Result>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Result>;

type ServiceOf<ServiceClient> = new (config: ClientConfig) => ServiceClient;

/** Clients of one way to AWS, by service and region. */
type Clients = Map<ServiceOf<Client>, Map<string, Client>>;

const clients = new WeakMap<RequestHandler, Clients>();

/**
 * The client of one service with these settings. Behind it is one for all accounts of the run, since each client reads
 * the user's settings and configuration files itself.
 */
export function clientOf<ServiceClient extends Client>(
  Service: ServiceOf<ServiceClient>,
  setup: ClientSetup,
): ServiceClient {
  const client = sharedClient(Service, setup);
  const caller = calledWith(setup.credentials);
  const pace = setup.budget && client.config.serviceId === 'CloudFormation' ? pacedBy(setup.budget) : undefined;
  const send: Client['send'] = (command, ...rest) => {
    command.middlewareStack.addRelativeTo(caller, CALLER);
    if (pace) command.middlewareStack.addRelativeTo(pace, PACE);
    return client.send(command, ...rest);
  };
  return Object.create(client, { send: { value: send } }) as ServiceClient;
}

function sharedClient(Service: ServiceOf<Client>, setup: ClientSetup): Client {
  const ofAll: Clients = clients.get(setup.requestHandler) ?? new Map();
  clients.set(setup.requestHandler, ofAll);
  const ofService = ofAll.get(Service) ?? new Map<string, Client>();
  ofAll.set(Service, ofService);
  const client = ofService.get(setup.region) ?? newClient(Service, setup);
  ofService.set(setup.region, client);
  return client;
}

function newClient(Service: ServiceOf<Client>, setup: ClientSetup): Client {
  const client = new Service(clientConfig(setup));
  client.middlewareStack.add(noting, NOTES);
  // It goes through each answer for a logger that writes nothing.
  client.middlewareStack.remove('loggerMiddleware');
  if (setup.clock instanceof AwsClock) keepTime(client, setup.clock);
  return client;
}

/** Whoever has no credentials is told so before the first attempt. */
function calledWith(credentials: CredentialsProvider): Middleware {
  return (next) => async (args) => {
    await credentials();
    sentBy(args.request, credentials);
    return next(args);
  };
}

/** Each attempt counts, also one that is throttled. */
function pacedBy(budget: ReadBudget): Middleware {
  return (next, { commandName = '' }) =>
    async (args) => {
      if (isRead(commandName)) await budget.spend();
      return next(args);
    };
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
  middlewareStack.addRelativeTo(timed, TIME);
}

/** Settings that every service's client accepts. */
interface ClientConfig {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly signerConstructor: typeof CallersSigner;
  readonly retryStrategy: ClockedRetryStrategy;
  readonly requestHandler: RequestHandler;
}

function clientConfig({ region, requestHandler, clock }: ClientSetup): ClientConfig {
  return {
    region,
    credentials: NOBODY,
    signerConstructor: CallersSigner,
    retryStrategy: new ClockedRetryStrategy(clock),
    requestHandler,
  };
}
