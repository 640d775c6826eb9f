import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import type { Account, Cloud } from '../ports/cloud.ts';
import type { Drift } from '../ports/drift.ts';
import type { RenewableProvider } from './credentials.ts';
import { translated } from './errors.ts';
import { awsObjects } from './objects.ts';
import { awsPlaces } from './places.ts';
import { accountCredentials, callerIdentity, type SessionOptions } from './sessions.ts';
import { awsStacks } from './stacks.ts';

/** The lab's three accounts, on AWS or a replacement for it. */
export function awsCloud(options: SessionOptions): Cloud {
  const credentials = accountCredentials(options);
  const account = (role: AccountRole) => awsAccount(options, role, credentials[role]);
  return {
    tools: account('tools'),
    datascience: account('datascience'),
    staging: account('staging'),
    dataScientist: async (lab) => {
      const { awsDataScientist } = await import('./pipeline/data-scientist.ts');
      return awsDataScientist({ ...options, lab }, credentials.datascience);
    },
    signIn: async (lab, as) => {
      const { awsSignIn } = await import('./signin.ts');
      return awsSignIn({ ...options, lab }, credentials.datascience, as);
    },
    notebooks: async (lab, as) => {
      const { awsNotebooks } = await import('./notebooks/index.ts');
      return awsNotebooks({ ...options, lab }, credentials.datascience, as);
    },
  };
}

function awsAccount(options: SessionOptions, role: AccountRole, credentials: RenewableProvider): Account {
  const { lab, clock, requestHandler } = options;
  const settings = lab.accounts[role];
  const { connections } = options;
  const shared = connections?.readersOf(settings.id, lab.region);
  const setup = { region: lab.region, credentials, requestHandler, clock, ...shared };
  const site = { accountId: settings.id, region: lab.region };
  const stacks = awsStacks(setup, site);
  const driftReader = async () => {
    const { awsDrift } = await import('./drift/index.ts');
    return awsDrift(setup, site, stacks);
  };
  const identity = () => callerIdentity(options, settings, credentials);
  // One poller for all stacks of the account, since they share a limit on concurrent calls.
  let drift: Promise<Drift> | undefined;
  return {
    identity,
    session: (milliseconds) => translated(site, () => credentials.lasting(milliseconds)),
    stacks,
    objects: awsObjects(setup, site),
    places: awsPlaces(setup, site),
    permissions: async () => {
      const { awsPermissions } = await import('./permissions.ts');
      return awsPermissions(setup, site, identity);
    },
    pipeline: async (name) => {
      const { awsPipeline } = await import('./pipeline/pipeline.ts');
      return awsPipeline(setup, site, name);
    },
    releases: async (ofLab: LabSettings) => {
      const { awsReleases } = await import('./releases/index.ts');
      return awsReleases(setup, site, stacks, ofLab, role);
    },
    drift: () => (drift ??= driftReader()),
    orphans: async () => {
      const { awsOrphans } = await import('./orphans/index.ts');
      return awsOrphans(setup, site, stacks);
    },
    tenants: async (ofLab: LabSettings) => {
      const { awsTenants } = await import('./tenants/index.ts');
      return awsTenants(setup, site, ofLab);
    },
    notebooks: async (ofLab: LabSettings) => {
      const { awsAccountNotebooks } = await import('./notebooks/account.ts');
      return awsAccountNotebooks(setup, site, stacks, ofLab);
    },
    leftovers: async (ofLab: LabSettings) => {
      const { leftoversIn } = await import('./leftovers/index.ts');
      return leftoversIn(setup, stacks, ofLab, role);
    },
  };
}
