import type {
  CreateTagsRequest,
  DeleteTagsRequest,
  DescribeTagsRequest,
  DescribeTagsResult,
  ResourceType,
  TagSpecification,
} from '@aws-sdk/client-ec2';

import { own } from '../../../own.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call, ServicePlace } from '../../kernel/service.ts';
import { type Tags, tagMap } from '../../kernel/tags.ts';
import { filtered } from './describe.ts';
import { refuse } from './errors.ts';
import { arnOf, found, type Kind, KINDS } from './find.ts';
import { ec2Of, type Resource } from './state.ts';

export const tagOperations = { CreateTags: createTags, DeleteTags: deleteTags, DescribeTags: describeTags };

/**
 * Names a resource of `kind` that is to be created, with its tags, which take a permission of their own (EC2 user guide,
 * "Grant permission to tag resources during creation").
 */
export function aboutNew(kind: Kind, specifications: readonly TagSpecification[] | undefined, call: Call): Tags {
  const tags = tagsFor(kind, specifications, call);
  const resource = arnOf(kind, '*', call);
  noteRequestTags(call, tags);
  call.about(resource);
  if (Object.keys(tags).length > 0) {
    call.requires({ action: 'ec2:CreateTags', resource, context: { 'ec2:CreateAction': KINDS[kind].create } });
  }
  return tags;
}

function tagsFor(kind: Kind, specifications: readonly TagSpecification[] | undefined, call: Call): Tags {
  const type = KINDS[kind].arn;
  const other = specifications?.find(({ ResourceType }) => ResourceType !== type);
  if (other) {
    refuse(
      'InvalidParameterValue',
      `'${other.ResourceType}' is not a valid taggable resource type for this operation.`,
    );
  }
  return checked(tagMap(specifications?.flatMap(({ Tags = [] }) => Tags)), call);
}

export function tagsOfResource(arn: string, place: ServicePlace): Readonly<Tags> | undefined {
  const [type, id = ''] = (arn.split(':')[5] ?? '').split('/');
  const kind = kinds().find((candidate) => KINDS[candidate].arn === type);
  return kind && own(ec2Of(place)[kind], id)?.tags;
}

function createTags({ Resources = [], Tags: tags }: CreateTagsRequest, call: Call): object {
  const added = checked(tagMap(tags), call);
  noteRequestTags(call, added);
  for (const resource of Resources.map((id) => resourceOf(id, call))) resource.tags = { ...resource.tags, ...added };
  return {};
}

/** A tag given with a value goes only if it has that value; without tags in the request, all go but AWS's own. */
function deleteTags({ Resources = [], Tags: tags }: DeleteTagsRequest, call: Call): object {
  noteTagKeys(
    call,
    (tags ?? []).map(({ Key = '' }) => Key),
  );
  for (const resource of Resources.map((id) => resourceOf(id, call))) {
    const stays = ([key, value]: [string, string]) =>
      tags?.length
        ? !tags.some((tag) => tag.Key === key && (tag.Value === undefined || tag.Value === value))
        : key.startsWith('aws:');
    resource.tags = Object.fromEntries(Object.entries(resource.tags).filter(stays));
  }
  return {};
}

function describeTags({ Filters }: DescribeTagsRequest, call: Call): DescribeTagsResult {
  call.about('*');
  const tags = kinds().flatMap((kind) =>
    Object.values(ec2Of(call)[kind]).flatMap(({ id, tags: held }: Resource) =>
      Object.entries(held).map(([Key, Value]) => ({
        Key,
        Value,
        ResourceId: id,
        ResourceType: KINDS[kind].arn satisfies ResourceType,
      })),
    ),
  );
  const values = ({ Key, Value, ResourceId, ResourceType }: (typeof tags)[number]) => ({
    key: Key,
    value: Value,
    'resource-id': ResourceId,
    'resource-type': ResourceType,
    [`tag:${Key}`]: Value,
  });
  return { Tags: filtered(tags, Filters, values) };
}

function resourceOf(id: string, call: Call): Resource {
  const kind = kinds().find((candidate) => id.startsWith(`${KINDS[candidate].prefix}-`));
  return kind ? found(kind, id, call) : refuse('InvalidID', `The ID '${id}' is not valid`);
}

/** Only AWS's own services may use the prefix `aws:`. */
function checked(tags: Tags, call: Call): Tags {
  const reserved = Object.keys(tags).find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved && !call.via) {
    refuse('InvalidParameterValue', `Tag keys starting with 'aws:' are reserved for internal use`);
  }
  return tags;
}

function kinds(): Kind[] {
  return Object.keys(KINDS) as Kind[];
}
