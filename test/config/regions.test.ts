import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { nearest } from '../../src/lab/nearest.ts';
import { REGIONS } from '../../src/config/regions.ts';

interface EndpointData {
  readonly partitionsInfo: { readonly partitions: readonly { readonly id: string; readonly regions: object }[] };
}

/** The SDK generates this module from AWS's endpoint data; it exports it nowhere, so it is read as text. */
const PARTITIONS = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';

it("lists the regions that the SDK's endpoint data has for the partition aws", async () => {
  const core = dirname(createRequire(import.meta.url).resolve('@aws-sdk/core/package.json'));
  const source = await readFile(join(core, PARTITIONS), 'utf8');
  const { partitionsInfo } = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as EndpointData;
  const expected = partitionsInfo.partitions
    .filter(({ id }) => id === 'aws')
    .flatMap(({ regions }) => Object.keys(regions))
    .filter((region) => !region.endsWith('-global'));
  expect([...REGIONS]).toEqual(expected.sort());
});

it.each([
  ['us-east1', ['us-east-1', 'us-east-2']],
  ['EU-WEST-1', ['eu-west-1', 'eu-west-2', 'eu-west-3']],
  ['frankfurt', []],
])('finds what %s most likely meant', (word, meant) => {
  expect(nearest(word, REGIONS, 3)).toEqual(meant);
});
