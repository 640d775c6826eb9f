import type { Tags } from '../../kernel/tags.ts';
import { hostingOf } from './endpoints/state.ts';
import { modelsOf } from './models/state.ts';
import { groupsOf } from './registry/state.ts';
import { notebooksOf, type Place } from './state.ts';
import { trainingJobsOf } from './training/state.ts';

interface TaggedRecord {
  readonly arn: string;
  tags: Tags;
}

/** All that has an ARN and tags in the region. */
export function taggedRecords(place: Place): TaggedRecord[] {
  const { notebooks, lifecycleConfigs } = notebooksOf(place);
  const { configs, endpoints } = hostingOf(place);
  const all: Readonly<Record<string, TaggedRecord>>[] = [
    notebooks,
    lifecycleConfigs,
    trainingJobsOf(place),
    modelsOf(place),
    configs,
    endpoints,
    groupsOf(place),
  ];
  return all.flatMap((records) => Object.values(records));
}
