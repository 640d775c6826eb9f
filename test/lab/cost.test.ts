import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { costOf, standingCost } from '../../src/lab/cost.ts';
import { DEFAULT_PIPELINE } from '../../src/lab/pipeline.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { costLines, savedLines } from '../../src/ui/text/cost.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';

const LAB = { region: 'us-east-1', pipeline: DEFAULT_PIPELINE };
const WHOLE = { stacks: STACK_IDS, zones: 1 };
const on = (endpointInstanceType: string) => ({ ...LAB, pipeline: { ...DEFAULT_PIPELINE, endpointInstanceType } });

describe('about what a lab costs', () => {
  it.each([
    ['of five interface endpoints and three keys', LAB, WHOLE, 0.054],
    ['by zone', LAB, { ...WHOLE, zones: 3 }, 0.15],
    ['with both endpoints on instances', on('ml.m5.large'), WHOLE, 0.28],
    ['of a share without a network', LAB, { stacks: ['staging'] as const, zones: 0 }, 0.0014],
    ['where nothing stands', LAB, { stacks: [], zones: 0 }, 0],
  ])('%s', (_, lab, billed, idle) => {
    expect(costOf(lab, billed).idle).toBe(idle);
  });

  it('counts a class on top, and what runs where something is to end', () => {
    expect(costOf(LAB, WHOLE).inClass).toEqual({ notebooks: 20, instanceType: 'ml.t3.medium', hourly: 1.1 });
    const running = [
      { instanceType: 'ml.t3.large', notebooks: 2 },
      { instanceType: 'ml.p9.huge', notebooks: 1 },
    ];
    expect(standingCost(LAB, WHOLE, running).hourly).toBe(0.25);
  });

  it('says whose prices it takes, and names what they lack', () => {
    const { region, without } = costOf({ ...on('ml.c7i.large'), region: 'eu-west-1' }, WHOLE);
    expect([region, without[0]]).toEqual(['us-east-1', 'endpoints on ml.c7i.large']);
  });

  it('is legible in a narrow terminal, and never more precise than it can be', () => {
    const lines = [
      ...costLines(costOf(LAB, WHOLE), 40),
      ...savedLines(standingCost(LAB, { stacks: [], zones: 0 }, []), 40),
    ];
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    const text = lines.join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('An hour costs about $0.05 idle, about $1.10 with 20 notebooks on ml.t3.medium');
    expect(text).toMatch(/\(prices of us-east-1, 20\d\d-\d\d\) Not in it: training and predictions;/);
    expect(text).toContain('What ends with it: less than $0.01 an hour');
  });
});

describe('of what it costs', () => {
  it('a plan tells before, status while it stands, and a teardown at the end', async () => {
    const fresh = await rehearse();
    await deploy(fresh.context, STACK_IDS, { ...UNATTENDED, dryRun: true });
    expect(fresh.events).toContainEqual(
      expect.objectContaining({ plan: expect.objectContaining({ cost: costOf(LAB, WHOLE) }) as object }),
    );
    expect(await status(fresh.context)).not.toHaveProperty('cost');
    const standing = await continued(await deployedLab());
    expect(await status(standing.context)).toMatchObject({ cost: costOf(LAB, WHOLE) });
    await teardown(standing.context, { ...UNATTENDED, dryRun: true, keepNotebooks: false });
    const saved = standingCost(LAB, WHOLE, []);
    expect(standing.events).toContainEqual(expect.objectContaining({ type: 'teardown-plan', saved }));
  });
});

describe("AWS's price lists", () => {
  const priced = (usagetype: string, ...prices: number[]) => ({ usagetype, prices });

  /** A file in the format of the price list: billing guide, "Reading the service price list file". */
  function priceList(offerCode: string, day: string, products: readonly ReturnType<typeof priced>[]): string {
    const file = join(mkdtempSync(join(tmpdir(), 'mlops-lab-prices-')), `${offerCode}.json`);
    const sku = (at: number) => `SKU${String(at)}`;
    const dimensions = (prices: readonly number[]): [string, object][] =>
      prices.map((price, at) => [`tier${String(at)}`, { unit: 'Hrs', pricePerUnit: { USD: price.toFixed(10) } }]);
    const list = {
      formatVersion: 'v1.0',
      offerCode,
      publicationDate: `${day}T00:00:00Z`,
      products: Object.fromEntries(
        products.map(({ usagetype }, at) => [
          sku(at),
          { sku: sku(at), attributes: { usagetype, regionCode: 'eu-west-1' } },
        ]),
      ),
      terms: {
        OnDemand: Object.fromEntries(
          products.map(({ prices }, at) => [
            sku(at),
            { term: { sku: sku(at), priceDimensions: Object.fromEntries(dimensions(prices)) } },
          ]),
        ),
      },
    };
    writeFileSync(file, JSON.stringify(list));
    return file;
  }

  it('become the table of prices, by region and as old as the oldest of them', () => {
    const files = [
      priceList('AmazonVPC', '2026-11-03', [
        priced('EU-VpcEndpoint-Hours', 0.011),
        priced('EU-VpcEndpoint-Service-Hours', 0.5),
        priced('EU-VpcEndpoint-Bytes', 0.01),
      ]),
      priceList('awskms', '2026-10-01', [priced('eu-west-1-KMS-Keys', 0, 1)]),
      priceList('AmazonSageMaker', '2026-11-05', [
        priced('EU-Notebk:ml.t3.medium', 0.06),
        priced('EU-Notebk:ml.p3.2xlarge', 4),
        priced('EU-Host:ml.m5.large', 0.128),
        priced('EU-Train:ml.m5.large', 0.128),
      ]),
    ];
    const script = join(import.meta.dirname, '../../scripts/extract-prices.js');
    const table = JSON.parse(execFileSync(process.execPath, [script, ...files], { encoding: 'utf8' })) as object;
    expect(table).toEqual({
      source: 'AWS price list',
      date: '2026-10-01',
      regions: {
        'eu-west-1': {
          interfaceEndpoint: 0.011,
          key: 0.00137,
          notebook: { 'ml.t3.medium': 0.06 },
          endpoint: { 'ml.m5.large': 0.128 },
        },
      },
    });
  });
});
