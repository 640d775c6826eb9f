import type { Call } from '../../kernel/service.ts';
import { type Tag, type Tags, tagMap } from '../../kernel/tags.ts';
import { invalidParameters } from './errors.ts';

/** Service Catalog's API reference, CreatePortfolio and CreateProduct: `Tags`. */
const MOST_TAGS = 20;

/** The tags that a request gives; only AWS's own services may use the prefix `aws:`. */
export function requestedTags(list: readonly Tag[] | undefined, call: Call): Tags {
  const tags = tagMap(list);
  const keys = Object.keys(tags);
  if (!call.via && keys.some((key) => key.toLowerCase().startsWith('aws:'))) {
    throw invalidParameters('Tag keys that start with aws: are reserved and cannot be used.');
  }
  if (keys.length > 0) call.condition('aws:TagKeys', keys);
  for (const [key, value] of Object.entries(tags)) call.condition(`aws:RequestTag/${key}`, value);
  return bounded(tags);
}

interface TagChange {
  readonly AddTags?: readonly Tag[] | undefined;
  readonly RemoveTags?: readonly string[] | undefined;
}

export function changedTags(tags: Readonly<Tags>, { AddTags, RemoveTags }: TagChange, call: Call): Tags {
  const kept = Object.entries(tags).filter(([key]) => !RemoveTags?.includes(key));
  return bounded({ ...Object.fromEntries(kept), ...requestedTags(AddTags, call) });
}

function bounded(tags: Tags): Tags {
  if (Object.keys(tags).length <= MOST_TAGS) return tags;
  throw invalidParameters(`A resource cannot have more than ${MOST_TAGS} tags.`);
}
