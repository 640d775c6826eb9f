import type { CreatePortfolioOutput } from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../../src/actions/deploy/index.ts';
import { status } from '../../../src/actions/status/index.ts';
import { STACK_IDS, type StackId } from '../../../src/lab/stacks.ts';
import { continued, deployedLab } from '../../support/lab-in-place.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { shape } from '../../support/shape.ts';
import { drawn } from '../../support/sweep.ts';
import { ACCIDENTS, ALL_SORTS, type Accident } from './accidents.ts';
import { operationsIn, staged, touchedIn, type Stage } from './stage.ts';

/** By stack, what `status` finds gone. */
async function goneIn({ context }: Stage): Promise<Partial<Record<StackId, string[]>>> {
  const { stacks = [] } = await status(context);
  const gone = stacks.map(({ stack, drift = [] }) => {
    expect(drift.map(({ drift: kind }) => kind)).toEqual(drift.map(() => 'deleted'));
    return [stack, drift.map(({ logicalId }) => logicalId).sort()] as const;
  });
  return Object.fromEntries(gone.filter(([, ids]) => ids.length > 0));
}

function sorted(gone: Accident['gone']): Partial<Record<StackId, string[]>> {
  return Object.fromEntries(Object.entries(gone).map(([id, names]) => [id, [...names].sort()]));
}

describe('what was deleted by hand', async () => {
  // With everything that a setting adds.
  const world = await deployedLab({ notifyEmail: 'releases@example.org', endpointInstanceType: 'ml.m5.large' });

  it.each([...drawn(ACCIDENTS), ALL_SORTS])(
    '$name: status sees it, and init makes it again and touches nothing else',
    async (accident) => {
      const { happen, gone, alongside = [], updated = {} } = accident;
      const stage = staged(await continued(world));
      const { context, events, takeWrites } = stage;
      const before = shape(stage);
      happen(stage);
      takeWrites();
      expect(await goneIn(stage)).toEqual(sorted(gone));
      expect(takeWrites()).toEqual([]);

      events.length = 0;
      expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
      expect(operationsIn(events)).toEqual({
        ...Object.fromEntries(Object.keys(updated).map((id) => [id, ['update']])),
        ...Object.fromEntries(Object.keys(gone).map((id) => [id, ['repair', 'update']])),
      });
      const again = [...Object.values(gone).flat(), ...alongside];
      const touched = [
        ...again.flatMap((id) => [`${id} CREATE_COMPLETE`, `${id} DELETE_COMPLETE`]),
        ...Object.values(updated).flatMap((ids) => ids.map((id) => `${id} UPDATE_COMPLETE`)),
      ];
      expect(touchedIn(events)).toEqual(touched.sort());
      expect(shape(stage)).toEqual(before);

      expect(await goneIn(stage)).toEqual({});
      takeWrites();
      expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
      expect(takeWrites()).toEqual([]);
    },
  );

  it('after the plan is not made again, since nobody has confirmed that, but by the next run', async () => {
    const stage = staged(await continued(world));
    const { context, events } = stage;
    const confirm = () => {
      stage.hands.tools('kms', 'DeleteAlias', { AliasName: stage.idOf('prerequisites', 'KeyAlias') });
      return Promise.resolve(true);
    };
    const lab = { ...context.lab, pipeline: { ...context.lab.pipeline, retentionDays: 30 } };
    await deploy({ ...context, lab, ui: { ...context.ui, confirm } }, ['prerequisites'], { ...UNATTENDED, yes: false });
    expect(operationsIn(events)).toEqual({ prerequisites: ['update'] });
    events.length = 0;
    await deploy({ ...context, lab }, ['prerequisites'], UNATTENDED);
    expect(operationsIn(events)).toEqual({ prerequisites: ['repair', 'update'] });
  });

  it('is not to be mistaken for what others have put beside it', async () => {
    const stage = staged(await continued(world));
    const { hands, idOf } = stage;
    const PrincipalARN = `arn:aws:iam::${stage.context.lab.accounts.datascience.id}:role/${idOf('selfService', 'LaunchRole')}`;
    const access = { PortfolioId: idOf('selfService', 'LocalPortfolio'), PrincipalARN, PrincipalType: 'IAM' };
    hands.datascience('servicecatalog', 'AssociatePrincipalWithPortfolio', access);
    const about = { DisplayName: 'another', ProviderName: 'somebody else' };
    const made = hands.tools<CreatePortfolioOutput>('servicecatalog', 'CreatePortfolio', about);
    const PortfolioId = made.PortfolioDetail?.Id;
    const ProductId = idOf('catalog', 'SagemakerProduct');
    hands.tools('servicecatalog', 'AssociateProductWithPortfolio', { PortfolioId, ProductId });
    const TagOptionId = idOf('catalog', 'FirstCostCenterOption');
    hands.tools('servicecatalog', 'AssociateTagOptionWithResource', { TagOptionId, ResourceId: PortfolioId });
    expect(await goneIn(stage)).toEqual({});
  });
});
