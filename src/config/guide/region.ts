import { withAnswer } from '../ask.ts';
import type { Draft } from '../check.ts';
import { flagName, flagOf } from '../flags.ts';
import { REGIONS } from '../regions.ts';
import type { Guide } from './surroundings.ts';

/** Asks for the region by a list that typing narrows, the likely ones first. */
export async function askRegion(draft: Draft, of: Guide): Promise<Draft> {
  const likely = await likelyRegions(of);
  const regions = [...likely, ...REGIONS.filter((region) => !likely.includes(region))];
  const region = await of.ui.search({
    message: 'Region of the lab',
    choices: regions.map((value) => ({ value, name: value })),
    flag: flagName(flagOf('region')),
  });
  return withAnswer(draft, 'region', region);
}

/** Those of the variables and the profiles. */
export async function likelyRegions({ env, ways }: Pick<Guide, 'env' | 'ways'>): Promise<string[]> {
  const { profiles } = await ways.look();
  const found = [env.AWS_REGION, env.AWS_DEFAULT_REGION, ...profiles.map(({ region }) => region)];
  return REGIONS.filter((region) => found.includes(region)).sort(
    (one, other) => found.indexOf(one) - found.indexOf(other),
  );
}
