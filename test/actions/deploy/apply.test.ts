import { describe, expect, it } from 'vitest';
import { applyDeploy } from '../../../src/actions/deploy/apply.ts';
import { desiredStacks } from '../../../src/actions/deploy/desired.ts';
import { planDeploy } from '../../../src/actions/deploy/plan.ts';
import type { Previews } from '../../../src/actions/deploy/previews.ts';
import { outputsOf, readLab, type StandingStack } from '../../../src/actions/deploy/read.ts';
import { LabError } from '../../../src/errors.ts';
import { STACK_IDS, type StackId } from '../../../src/lab/stacks.ts';
import type { StackEvent, Stacks } from '../../../src/ports/stacks.ts';
import { fakeLab, standing, type FakeLabOptions } from '../../support/fake-lab.ts';
import { inWords } from '../../support/steps.ts';
import { gone, ALL_OUTPUTS, OTHER } from './stage.ts';

describe('a plan that is carried out', () => {
  async function apply(
    options: FakeLabOptions & { readonly meanwhile?: Readonly<Partial<Record<StackId, Partial<StandingStack>>>> } = {},
    previews: Previews = {},
    ids: readonly StackId[] = STACK_IDS,
  ) {
    const lab = fakeLab({ ...options, more: { zones: ['z-a', '', ''], ...options.more } });
    const { context } = lab;
    const observed = await readLab(context, ids);
    const desired = desiredStacks(context, ids, outputsOf(observed));
    const plan = planDeploy(context, desired, observed, false);
    for (const [id, change] of Object.entries(options.meanwhile ?? {}) as [StackId, Partial<StandingStack>][]) {
      lab.stacks.set(standing(id).name, standing(id, change));
    }
    const applied = await applyDeploy(context, { plan, desired, previews }, observed).catch(
      (error: unknown) => error as LabError,
    );
    return { ...lab, applied };
  }
  const preview = (id: StackId) => ({ [id]: { changeSet: `set of ${id}`, changes: [] } });

  it('makes all stacks in their order, with assets once there is a bucket', async () => {
    const { applied, done, stacks } = await apply({ isEmpty: true });
    expect(applied).toEqual({ outputs: ALL_OUTPUTS, changed: true });
    const place = (what: string) => done.indexOf(what);
    expect([...stacks.keys()].sort()).toEqual(STACK_IDS.map((id) => standing(id).name).sort());
    expect(place('create pre-reqs')).toBeLessThan(place('put AssetBucketName of prerequisites/key-of-one'));
    expect(place('put AssetBucketName of prerequisites/key-of-two')).toBeLessThan(
      place('create LabSCToolsAccountSetup'),
    );
    expect(place('create LabSCToolsAccountSetup')).toBeLessThan(place('create LabDSAccountSCSetup'));
    expect(done).toHaveLength(8);
  });

  it('changes nothing where there is nothing to do, and looks for no assets where no stack takes any', async () => {
    const { applied, done, events } = await apply();
    expect(applied).toEqual({ outputs: ALL_OUTPUTS, changed: false });
    expect(done).toEqual([]);
    expect(events.filter(({ type }) => type === 'asset')).toHaveLength(2);
    expect((await apply({}, {}, ['prerequisites'])).events).toEqual([]);
    expect((await apply({}, {}, ['staging'])).events).toEqual([]);
  });

  it('changes something where only assets are missing, or rules are taken away', async () => {
    const objects = { exists: (_: string, key: string) => Promise.resolve(key !== 'key-of-two') };
    const uploaded = await apply({ accounts: { tools: { objects } } });
    expect(uploaded.applied).toMatchObject({ changed: true });
    expect(uploaded.done).toEqual(['put AssetBucketName of prerequisites/key-of-two']);
    const closed: string[] = [];
    const closeDefaultGroup = (vpc: string) => Promise.resolve(closed.push(vpc) > 0);
    const accounts = { datascience: { places: { closeDefaultGroup } } };
    expect((await apply({ accounts }, {}, ['network'])).applied).toMatchObject({ changed: true });
    expect((await apply({ accounts }, {}, ['selfService'])).applied).toMatchObject({ changed: false });
    expect(closed).toEqual(['VpcId of network']);
  });

  it('uses the change sets that were shown, and discards the others', async () => {
    const changed = { staging: OTHER, prerequisites: OTHER };
    const { done } = await apply(
      { changed },
      { ...preview('staging'), ...preview('network'), prerequisites: 'nothing' },
    );
    expect(done).toContain('preview pre-reqs');
    expect(done).not.toContain('preview LabStagingAccountSetup');
    expect(done.filter((what) => what.startsWith('discard'))).toEqual(['discard set of network']);
  });

  it('uses none where an output that it takes has changed since', async () => {
    const outputs = { ...standing('catalog').outputs, MasterPortfolioId: 'another' };
    const changed: FakeLabOptions['changed'] = { catalog: { outputs } };
    const other = { ...standing('selfService').parameters, LabName: 'other', MasterPortfolioId: 'another' };
    const { context, done } = fakeLab({ changed: { ...changed, selfService: { parameters: other } } });
    const observed = await readLab(context, ['selfService']);
    const then = desiredStacks(context, ['selfService'], {
      ...outputsOf(observed),
      catalog: standing('catalog').outputs,
    });
    const plan = planDeploy(context, then, observed, false);
    await applyDeploy(context, { plan, desired: then, previews: preview('selfService') }, observed);
    expect(done).toEqual(['preview LabDSAccountSCSetup', 'update LabDSAccountSCSetup', 'discard set of selfService']);
  });

  it('repairs what the plan says it repairs, and nothing else', async () => {
    const { done } = await apply({
      changed: { staging: { drift: [gone] } },
      meanwhile: { network: { drift: [gone] } },
    });
    const name = 'LabStagingAccountSetup';
    expect(done).toEqual([`preview ${name}`, `update ${name}`, `preview ${name}`, `update ${name}`]);
    const unplanned = await apply({ meanwhile: { network: { drift: [gone] } } });
    expect(unplanned.done).toEqual([]);
    const other = { ...standing('network').parameters, LabName: 'other' };
    const updated = await apply({
      changed: { network: { parameters: other } },
      meanwhile: { network: { parameters: other, drift: [gone] } },
    });
    expect(updated.done).toEqual(['preview LabDSAccountNetwork', 'update LabDSAccountNetwork']);
  });

  it('begins what only names a resource as soon as that exists', async () => {
    const event = (logicalId: string): StackEvent => ({
      ...{ logicalId, resourceType: 'T', status: 'CREATE_COMPLETE', physicalId: `id of ${logicalId}`, time: '' },
    });
    const tellAndWait: Stacks['follow'] = async ({ stackId }, hear) => {
      const stack = standing(stackId.includes('Network') ? 'network' : 'selfService');
      if (stack.name === 'LabDSAccountNetwork') {
        hear(event('Vpc'));
        hear(event('NotebookSecurityGroup'));
        await begun;
      }
      return { ended: 'CREATE_COMPLETE', stack };
    };
    let begin: (parameters: Readonly<Record<string, string>>) => void = () => undefined;
    const begun = new Promise<Readonly<Record<string, string>>>((resolve) => (begin = resolve));
    const create: Stacks['create'] = ({ name, parameters }) => {
      if (name === 'LabDSAccountSCSetup') begin(parameters);
      return Promise.resolve({ stackId: name, token: 't' });
    };
    const accounts = { datascience: { stacks: { create, follow: tellAndWait } } };
    const { applied } = await apply({ isEmpty: true, accounts });
    expect(applied).toMatchObject({ changed: true });
    expect(await begun).toMatchObject({ VpcId: 'id of Vpc', NotebookSecurityGroupId: 'id of NotebookSecurityGroup' });
  });

  it('fails with the first failure, once the change sets are discarded, and hides it by nothing', async () => {
    const ends = { 'update LabStagingAccountSetup': 'UPDATE_ROLLBACK_COMPLETE' };
    const { applied, done } = await apply({ changed: { staging: OTHER }, ends }, preview('pipeline'));
    expect(applied).toMatchObject({ code: 'stack-failed' });
    expect(done.at(-1)).toBe('discard set of pipeline');
    const discard = () => Promise.reject(new Error('no discarding'));
    const hidden = await apply(
      { changed: { staging: OTHER }, ends, accounts: { tools: { stacks: { discard } } } },
      preview('pipeline'),
    );
    expect(hidden.applied).toMatchObject({ code: 'stack-failed' });
    const accounts = { tools: { stacks: { discard } } };
    expect((await apply({ accounts }, preview('pipeline'))).applied).toMatchObject({ changed: false });
  });

  it('needs of each stack what it promises', async () => {
    const outputs: StandingStack['outputs'] = { VpcId: 'v' };
    const { applied } = await apply({ changed: { network: { outputs } } }, {}, ['network']);
    expect(applied).toMatchObject({ code: 'missing-output' });
    expect(applied).toBeInstanceOf(LabError);
    expect(inWords((applied as LabError).hints)).toContain('outputs');
  });
});
