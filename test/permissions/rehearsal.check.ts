import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { AccountRole } from '../../src/lab/accounts.ts';
import { denials } from './denials.ts';
import { useOfGrants } from './grants.ts';
import { IDLE_GRANTS, WILDCARD_ACTIONS } from './idle-grants.ts';
import { wholeLife } from './life.ts';
import { PAGE, permissionsPage, policiesIn } from './permissions-page.ts';
import type { Recorded } from './recorder.ts';
import { strictRefusal } from './replay.ts';
import { CAREFUL_LAB, newLabWithScientist } from './stage.ts';

/**
 * One whole rehearsal with IAM enforced. The enforcement is the replay as far as allowing and refusing go: it asks the
 * evaluator at the moment of each call, with the policies of that moment, for CloudFormation's calls and Lambda's too.
 * What is recorded is replayed a second time all the same, since enforcement believes the sandbox: that the action it
 * asks about exists, that IAM knows such a resource for it, and that AWS gives the condition keys that are noted.
 *
 * The operators have the policies that docs/permissions.md gives them, and nothing else.
 */
describe('a whole rehearsal', async () => {
  const page = await readFile(PAGE, 'utf8').catch(() => '');
  const operatorPolicies = (account: AccountRole) => policiesIn(page, account);
  const stage = await newLabWithScientist({ lab: CAREFUL_LAB, operatorPolicies });
  const endings = await wholeLife(stage).catch((error: unknown) => error);
  const recorded = stage.recorder.recorded();
  const trail = stage.sandbox.cloud.trail.entries();
  const use = await useOfGrants(recorded);

  it('is refused nothing', () => {
    expect(denials(recorded)).toEqual([]);
    // Policies of buckets, keys and roles refuse by themselves.
    const refused = trail.filter(({ outcome }) => outcome.startsWith('AccessDenied'));
    // It is gone by then, and no policy of anybody's refuses it.
    const others = refused.filter(({ resources }) => resources.join() !== stage.launchRole);
    expect(others.map(({ service, operation, resources }) => [service, operation, ...resources])).toEqual([]);
  });

  it('is what the page on permissions is made from', async () => {
    await expect(await permissionsPage(recorded)).toMatchFileSnapshot(PAGE.pathname);
  });

  it('ends as it should', () => {
    expect(endings).toEqual({
      submitted: 'succeeded: waiting',
      approved: 'succeeded',
      released: 'succeeded: released',
      launched: 'SUCCEEDED',
      trained: 'Completed',
      approvedModel: 'succeeded',
      releasedModel: 'released',
      changed: 'SUCCEEDED,SUCCEEDED',
      returned: 'SUCCEEDED',
      notebookByCommand: 'succeeded,succeeded,succeeded,succeeded,succeeded,succeeded',
      causes: '',
      stopped: 'failed: failed',
      malformed: 'failed: failed',
      again: 'unchanged',
      status: 'current',
      looked: 'succeeded',
      updated: 'succeeded',
      checked: 'current',
      reset: 'succeeded,succeeded',
      teardown: 'succeeded',
    });
  });

  it('asks for nothing that AWS would call otherwise or refuse', async () => {
    const refusals = await Promise.all(unlike(recorded).map(strictRefusal));
    expect(refusals.filter((refusal) => refusal !== undefined)).toEqual([]);
  });

  it('names what it changes before it changes it', () => {
    const nameless = trail.filter(({ mutating, resources }) => mutating && resources.length === 0);
    expect(nameless.map(({ service, operation }) => `${service}:${operation}`)).toEqual([]);
  });

  it('sees every role of the templates at work', () => {
    // The sandbox writes no flow logs.
    expect(use.restful).toEqual(['datascience/network.yaml FlowLogRole']);
  });

  it('leaves no permission idle but for a reason', () => {
    const idle = new Set(use.idle.map(({ statement, action }) => `${statement} ${action}`));
    const explained = Object.values(IDLE_GRANTS).flatMap((grants) =>
      grants.flatMap(({ statement, actions }) => actions.map((action) => `${statement} ${action}`)),
    );
    expect([...idle].sort()).toEqual(explained.sort());
  });

  it('finds no permission that allows nothing, and none by wildcard but for a reason', () => {
    expect(use.hollow).toEqual([]);
    const wildcards = use.wildcards.map(({ statement, action }) => `${statement} ${action}`);
    expect(wildcards).toEqual(Object.keys(WILDCARD_ACTIONS));
  });
});

/** Of checks that differ in no more than the values of condition keys, one. */
function unlike(recorded: readonly Recorded[]): Recorded[] {
  const keyOf = ({ holder, via, check: { action, resource, context } }: Recorded) =>
    JSON.stringify([holder, via, action, resource, Object.keys(context).sort()]);
  return [...new Map(recorded.map((one) => [keyOf(one), one])).values()];
}
