import type { Cloud } from '../../kernel/service.ts';
import { hostingSlice } from './endpoints/state.ts';
import { modelSlice } from './models/state.ts';
import { groupsOf, registrySlice } from './registry/state.ts';
import { notebookSlice } from './state.ts';
import { taggedRecords } from './tagged.ts';
import { trainingSlice } from './training/state.ts';

const SLICES = [notebookSlice, trainingSlice, modelSlice, hostingSlice, registrySlice];

export function sagemakerInventory(cloud: Cloud, account: string): string[] {
  const slices = SLICES.flatMap((slice) => [...cloud.world.each<unknown>(slice)]);
  const regions = new Set(slices.filter((slice) => slice.account === account).map(({ region }) => region));
  return [...regions].flatMap((region) => {
    const place = { cloud, account, region };
    const packages = Object.values(groupsOf(place)).flatMap((group) => Object.values(group.packages));
    return [...taggedRecords(place), ...packages].map(({ arn }) => arn);
  });
}
