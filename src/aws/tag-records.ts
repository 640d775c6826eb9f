import type { Tags } from '../lab/owner.ts';
import { errorName } from './errors.ts';

/** The three forms in which services return a tag. */
type Tag =
  | { readonly Key?: string | undefined; readonly Value?: string | undefined }
  | { readonly key?: string | undefined; readonly value?: string | undefined }
  | { readonly TagKey?: string | undefined; readonly TagValue?: string | undefined };

export function tagRecord(list: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map(entry));
}

function entry(tag: Tag): readonly [string, string] {
  if ('TagKey' in tag) return [tag.TagKey ?? '', tag.TagValue ?? ''];
  if ('key' in tag) return [tag.key ?? '', tag.value ?? ''];
  return 'Key' in tag ? [tag.Key ?? '', tag.Value ?? ''] : ['', ''];
}

/** The errors of services for a resource that has gone since it was listed, or that has no tags. */
const NOTHING =
  /^(NoSuch(Bucket|Entity|TagSet).*|NotFound(Exception)?|ResourceNotFound(Exception)?|InvalidResourceId|PipelineNotFoundException)$/;

/** The tags of a resource that was just listed; none if it has gone since. */
export async function tagsUnlessGone(ask: () => Promise<Tags>): Promise<Tags> {
  try {
    return await ask();
  } catch (error) {
    if (NOTHING.test(errorName(error)) || /could not find|does not exist/i.test(String(error))) return {};
    throw error;
  }
}
