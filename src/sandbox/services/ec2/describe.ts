import type { Filter } from '@aws-sdk/client-ec2';

import { own } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import { matchesPattern } from '../../kernel/policy/pattern.ts';
import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { refuse } from './errors.ts';
import { type Kind, present, type RecordOf } from './find.ts';
import { ec2Of } from './state.ts';

interface DescribeInput {
  readonly ids?: readonly string[] | undefined;
  readonly Filters?: Filter[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/** Filter name → the values that a resource has for it. */
type FilterValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Described<T> {
  readonly records: T[];
  readonly next: { readonly NextToken?: string };
}

/** The page of resources that a Describe operation is asked for. Such operations cannot be limited to resources. */
export function described<K extends Kind>(
  kind: K,
  input: DescribeInput,
  { call, valuesOf }: { readonly call: Call; readonly valuesOf: (record: RecordOf<K>) => FilterValues },
): Described<RecordOf<K>> {
  call.about('*');
  const candidates = input.ids?.length
    ? input.ids.map((id) => present(kind, id, call))
    : (Object.values(ec2Of(call)[kind]) as RecordOf<K>[]);
  const passing = filtered(candidates, input.Filters, (record) => ({ ...valuesOf(record), ...tagValues(record.tags) }));
  const { items, next } = pageOf(passing, input.NextToken, input.MaxResults ?? 1000);
  return { records: items, next: next ? { NextToken: next } : {} };
}

/** Those that match every filter; a filter matches when one of its values does, `*` and `?` being wildcards. */
export function filtered<T>(
  candidates: readonly T[],
  filters: readonly Filter[] | undefined,
  valuesOf: (candidate: T) => FilterValues,
): T[] {
  return candidates.filter((candidate) => {
    const values = valuesOf(candidate);
    return (filters ?? []).every(({ Name = '', Values = [] }) => {
      if (!Object.hasOwn(values, Name) && !Name.startsWith('tag:'))
        refuse('InvalidParameterValue', `The filter '${Name}' is invalid`);
      const actual = [own(values, Name) ?? []].flat();
      return Values.some((pattern) => actual.some((value) => matchesPattern(pattern, value, { wildcards: true })));
    });
  });
}

function tagValues(tags: Readonly<Tags>): FilterValues {
  return {
    'tag-key': Object.keys(tags),
    'tag-value': Object.values(tags),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`tag:${key}`, value])),
  };
}
