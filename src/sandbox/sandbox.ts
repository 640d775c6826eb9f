import { authorizerWithoutIam, iamAuthorizer } from './authorization/authorizer.ts';
import { VirtualClock } from './clock.ts';
import type { Authorizer } from './kernel/authorization.ts';
import { SandboxCloud, type CloudParts } from './kernel/cloud.ts';
import { Faults, type Fault } from './kernel/faults.ts';
import { Lag } from './kernel/lag/index.ts';
import { World, type WorldChanges } from './kernel/world.ts';
import { checkInput } from './limits/check-input.ts';
import { inProcessHandler, type InProcessHandler } from './request-handler.ts';
import { endpointFor } from './services/ec2/way-out.ts';
import { SERVICES } from './services/index.ts';
import { principalOf, secretOf } from './services/sts/credentials.ts';
import { seedOrganization } from './services/organizations/state.ts';
import { operatorCredentials, seedAccounts, type AccountSeed } from './services/sts/seed.ts';
import { FederationEndpoint } from './signin/federation.ts';
import { inProcessForms, type PostForm } from './post-form.ts';
import type { Storage } from './storage/index.ts';
import { Gateway } from './wire/gateway.ts';

/** An account of the sandbox, and the role through which a lab reaches it. */
export interface SandboxAccount {
  readonly id: string;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly mfaSerial?: string | undefined;
}

export interface SandboxOptions {
  readonly storage: Storage;
  /** The roles trust the operator of the first account. */
  readonly accounts: readonly SandboxAccount[];
  readonly faults?: readonly Fault[];
  /** Whether to ignore the policies of users, roles and sessions. */
  readonly withoutIam?: boolean;
  /** Decides instead of all policies. */
  readonly authorize?: Authorizer;
  /** Virtual time at which a new sandbox begins, in milliseconds since the epoch. */
  readonly begin: number;
  /** Called for each stack event once it is saved, with its number, counted from 1. */
  readonly onStackEvent?: (event: number) => void;
}

export interface Sandbox {
  readonly cloud: SandboxCloud;
  readonly clock: VirtualClock;
  readonly gateway: Gateway;
  readonly requestHandler: InProcessHandler;
  readonly federation: FederationEndpoint;
  /** Posts forms to the sign-in endpoint within this process. */
  readonly postForm: PostForm;
  /** Where `organization.json` says who manages the accounts. */
  readonly managementAccount: string | undefined;
  /** Long-term keys for entering an account: those of the hub's operator if a role leads further. */
  credentialsFor(account: SandboxAccount): { accessKeyId: string; secretAccessKey: string };
  save(): void;
  close(): void;
}

/** Three AWS accounts in this process. */
export function openSandbox(options: SandboxOptions): Sandbox {
  const { storage, accounts, withoutIam = false } = options;
  const authorize = options.authorize ?? (withoutIam ? authorizerWithoutIam : iamAuthorizer);
  const world = storage.saved === undefined ? World.begin(options.begin) : new World(storage.saved);
  const { organization } = storage;
  seedAccounts(world, [...seedsOf(accounts), ...(organization ? [seedOf(organization.management)] : [])]);
  seedOrganization(world, organization);
  const faults = new Faults([...storage.faults, ...(options.faults ?? [])]);
  const { blobs, trail } = storage;
  const parts = { blobs, trail, faults, authorize, findEndpoint: endpointFor, checkInput };
  const cloud = new SandboxCloud({ world, services: SERVICES, ...parts });
  const clock = new VirtualClock(cloud);
  const lag = faults.areLagging
    ? new Lag(faults, world.snapshot(), (past) => pastCloud(past, cloud, parts))
    : undefined;
  const keep = (changes: WorldChanges | undefined) => {
    if (!changes) return;
    lag?.note(changes);
    storage.save?.(changes, () => world.whole());
    world.forgetChanges();
  };
  const save = () => keep(world.changes());
  if (lag) cloud.onTimePassing(save);
  cloud.onStackEvent((event) => {
    options.onStackEvent?.(event);
    if (!faults.crashesAt(event)) return;
    save();
    process.kill(process.pid, 'SIGKILL');
  });
  const gateway = new Gateway({
    cloud,
    identify: (accessKeyId, sessionToken) => principalOf(world, accessKeyId, sessionToken),
    secretOf: (accessKeyId) => secretOf(world, accessKeyId),
    ...(lag && { pastFor: (call) => lag.cloudFor(call, world.now) }),
    save,
  });
  const federation = new FederationEndpoint(cloud, save);
  cloud.connect((request, elapse) => gateway.handleWithin(request, elapse));
  return {
    cloud,
    clock,
    gateway,
    requestHandler: inProcessHandler(gateway, clock),
    federation,
    postForm: inProcessForms(federation, clock),
    managementAccount: organization?.management,
    credentialsFor: (account) => operatorCredentials(world, account.roleArn ? hubOf(accounts).id : account.id),
    save,
    close() {
      keep(world.changesWithTime());
      storage.close();
    },
  };
}

/** The services over the world as it was: who may look at it, and the way there, are of the present. */
function pastCloud(past: World, present: SandboxCloud, parts: Omit<CloudParts, 'world' | 'services'>): SandboxCloud {
  const { authorize, trail } = parts;
  return new SandboxCloud({
    ...parts,
    world: past,
    services: SERVICES,
    authorize: authorize && ((check) => authorize(check, present.world)),
    findEndpoint: (network, request) => endpointFor(network, request, present),
    trail: {
      entries: () => trail.entries(),
      record: (entry) => trail.record({ ...entry, time: new Date(present.world.now).toISOString() }),
    },
  });
}

/** The administrators of the hub administer the others: its operator, and sessions of its role. */
function seedsOf(accounts: readonly SandboxAccount[]): AccountSeed[] {
  const hub = hubOf(accounts);
  const operator = `arn:aws:iam::${hub.id}:user/operator`;
  return accounts.map((account) => {
    const { id, roleArn, externalId, mfaSerial } = account;
    const trusts = account === hub || !hub.roleArn ? [operator] : [operator, hub.roleArn];
    const role = roleArn && {
      arn: roleArn,
      trusts,
      ...(externalId && { externalId }),
      ...(mfaSerial && { mfa: true }),
    };
    return { account: id, administratorRoles: role ? [role] : [] };
  });
}

/** Whoever administers the organization comes with keys of its management account. */
function seedOf(account: string): AccountSeed {
  return { account, administratorRoles: [] };
}

function hubOf([hub]: readonly SandboxAccount[]): SandboxAccount {
  if (!hub) throw new Error('a sandbox needs an account');
  return hub;
}
