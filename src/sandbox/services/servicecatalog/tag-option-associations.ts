import type {
  AssociateTagOptionWithResourceInput,
  AssociateTagOptionWithResourceOutput,
  DisassociateTagOptionFromResourceInput,
  DisassociateTagOptionFromResourceOutput,
  ListResourcesForTagOptionInput,
  ListResourcesForTagOptionOutput,
  ResourceDetail,
  TagOptionDetail,
} from '@aws-sdk/client-service-catalog';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { portfolioArn, productArn } from './arns.ts';
import { duplicate, notFound } from './errors.ts';
import { paged } from './paging.ts';
import { catalogOf } from './state.ts';
import { tagOptionDetail, tagOptionOf } from './tag-options.ts';

export const tagOptionAssociationOperations = {
  AssociateTagOptionWithResource(
    { ResourceId, TagOptionId }: AssociateTagOptionWithResourceInput,
    call: Call,
  ): AssociateTagOptionWithResourceOutput {
    const resource = taggable(call, ResourceId);
    const option = tagOptionOf(call, TagOptionId);
    const associations = catalogOf(call).tagOptionAssociations;
    if (associations.some((one) => one.resourceId === resource.Id && one.tagOptionId === option.id)) {
      throw duplicate(`TagOption ${option.id} is already associated with ${resource.Id}.`);
    }
    associations.push({ resourceId: resource.Id, tagOptionId: option.id });
    return {};
  },

  DisassociateTagOptionFromResource(
    { ResourceId, TagOptionId }: DisassociateTagOptionFromResourceInput,
    call: Call,
  ): DisassociateTagOptionFromResourceOutput {
    const resource = taggable(call, ResourceId);
    const option = tagOptionOf(call, TagOptionId);
    const catalog = catalogOf(call);
    const kept = catalog.tagOptionAssociations.filter(
      (one) => one.resourceId !== resource.Id || one.tagOptionId !== option.id,
    );
    if (kept.length === catalog.tagOptionAssociations.length) {
      throw notFound(`TagOption ${option.id} is not associated with ${resource.Id}.`);
    }
    catalog.tagOptionAssociations = kept;
    return {};
  },

  ListResourcesForTagOption(input: ListResourcesForTagOptionInput, call: Call): ListResourcesForTagOptionOutput {
    const { id } = tagOptionOf(call, input.TagOptionId);
    const resources = catalogOf(call)
      .tagOptionAssociations.filter(({ tagOptionId }) => tagOptionId === id)
      .flatMap(({ resourceId }) => detailOf(call, resourceId) ?? [])
      .filter(({ ARN }) => !input.ResourceType || ARN.includes(`:${input.ResourceType.toLowerCase()}/`));
    const { items, next } = paged(resources, input);
    return { ResourceDetails: items, PageToken: next };
  },
};

/** The TagOptions that `account` put on one of its portfolios or products. */
export function tagOptionsOf(call: Call, account: string, resourceId: string): TagOptionDetail[] {
  const catalog = catalogOf({ cloud: call.cloud, account, region: call.region });
  return catalog.tagOptionAssociations
    .filter((one) => one.resourceId === resourceId)
    .flatMap(({ tagOptionId }) => own(catalog.tagOptions, tagOptionId) ?? [])
    .map((option) => tagOptionDetail(option, account));
}

interface Detail extends ResourceDetail {
  readonly Id: string;
  readonly ARN: string;
}

function taggable(call: Call, id: string | undefined): Detail {
  const detail = detailOf(call, id ?? '');
  if (!detail) throw notFound(`Resource ${id} not found.`);
  call.about(detail.ARN);
  return detail;
}

function detailOf(call: Call, id: string): Detail | undefined {
  const portfolio = own(catalogOf(call).portfolios, id);
  if (portfolio) {
    const { displayName, description, createdAt } = portfolio;
    const ARN = portfolioArn(call, id);
    return { Id: id, ARN, Name: displayName, Description: description, CreatedTime: new Date(createdAt) };
  }
  const product = own(catalogOf(call).products, id);
  if (!product) return undefined;
  const { name, description } = product.text;
  const ARN = productArn(call, id);
  return { Id: id, ARN, Name: name, Description: description, CreatedTime: new Date(product.createdAt) };
}
