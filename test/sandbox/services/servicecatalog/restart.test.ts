import { expect, it } from 'vitest';

import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { administrator, CatalogLab, REGION, SPOKE } from './catalog-lab.ts';

it('goes on with the saved world as if nothing had happened', () => {
  const lab = new CatalogLab();
  const { portfolio } = lab.localPortfolio();
  const { cloud } = lab;
  const { blobs, trail, faults } = cloud;
  const world = World.restore(cloud.world.snapshot());
  const resumed = new SandboxCloud({ world, services: [...cloud.services()], blobs, trail, faults });
  const principal = administrator(SPOKE);
  const call = { principal, account: SPOKE, region: REGION, service: 'servicecatalog' };
  for (const [operation, input] of Object.entries({
    DescribePortfolio: { Id: portfolio },
    SearchProductsAsAdmin: { PortfolioId: portfolio },
    ListAcceptedPortfolioShares: {},
  })) {
    expect(resumed.answer({ ...call, operation, input }), operation).toEqual(lab.invoke(operation, input, principal));
  }
  expect(resumed.inventory(SPOKE)).toEqual(cloud.inventory(SPOKE));
});
