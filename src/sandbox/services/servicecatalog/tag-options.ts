import type {
  CreateTagOptionInput,
  CreateTagOptionOutput,
  DeleteTagOptionInput,
  DeleteTagOptionOutput,
  DescribeTagOptionInput,
  DescribeTagOptionOutput,
  ListTagOptionsFilters,
  ListTagOptionsInput,
  ListTagOptionsOutput,
  TagOptionDetail,
  UpdateTagOptionInput,
  UpdateTagOptionOutput,
} from '@aws-sdk/client-service-catalog';

import { own, put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { duplicate, inUse, notFound } from './errors.ts';
import { paged } from './paging.ts';
import { catalogOf, type TagOptionRecord } from './state.ts';

export const tagOptionOperations = {
  CreateTagOption(input: CreateTagOptionInput, call: Call): CreateTagOptionOutput {
    call.about('*');
    const option: TagOptionRecord = {
      id: `tag-${call.cloud.world.identifier(13)}`,
      key: input.Key ?? '',
      value: input.Value ?? '',
      active: true,
    };
    refuseDuplicate(call, option);
    put(catalogOf(call).tagOptions, option.id, option);
    return { TagOptionDetail: tagOptionDetail(option, call.account) };
  },

  DescribeTagOption({ Id }: DescribeTagOptionInput, call: Call): DescribeTagOptionOutput {
    return { TagOptionDetail: tagOptionDetail(tagOptionOf(call, Id), call.account) };
  },

  UpdateTagOption({ Id, Value, Active }: UpdateTagOptionInput, call: Call): UpdateTagOptionOutput {
    call.about('*');
    const option = tagOptionOf(call, Id);
    const value = Value ?? option.value;
    refuseDuplicate(call, { ...option, value });
    option.value = value;
    option.active = Active ?? option.active;
    return { TagOptionDetail: tagOptionDetail(option, call.account) };
  },

  DeleteTagOption({ Id }: DeleteTagOptionInput, call: Call): DeleteTagOptionOutput {
    call.about('*');
    const { id } = tagOptionOf(call, Id);
    const catalog = catalogOf(call);
    if (catalog.tagOptionAssociations.some(({ tagOptionId }) => tagOptionId === id)) {
      throw inUse(`TagOption ${id} is associated with a portfolio or product and cannot be deleted.`);
    }
    delete catalog.tagOptions[id];
    return {};
  },

  ListTagOptions(input: ListTagOptionsInput, call: Call): ListTagOptionsOutput {
    const wanted = Object.values(catalogOf(call).tagOptions).filter((option) => passes(option, input.Filters ?? {}));
    const { items, next } = paged(wanted, input);
    return { TagOptionDetails: items.map((option) => tagOptionDetail(option, call.account)), PageToken: next };
  },
};

export function tagOptionOf(call: Call, id: string | undefined): TagOptionRecord {
  const option = own(catalogOf(call).tagOptions, id ?? '');
  if (!option) throw notFound(`TagOption ${id} not found.`);
  return option;
}

export function tagOptionDetail({ id, key, value, active }: TagOptionRecord, owner: string): TagOptionDetail {
  return { Id: id, Key: key, Value: value, Active: active, Owner: owner };
}

function refuseDuplicate(call: Call, { id, key, value }: TagOptionRecord): void {
  const taken = Object.values(catalogOf(call).tagOptions).some(
    (other) => other.id !== id && other.key === key && other.value === value,
  );
  if (taken) throw duplicate(`TagOption with key ${key} and value ${value} already exists.`);
}

function passes({ key, value, active }: TagOptionRecord, { Key, Value, Active }: ListTagOptionsFilters): boolean {
  return (
    (Key === undefined || Key === key) &&
    (Value === undefined || Value === value) &&
    (Active === undefined || Active === active)
  );
}
