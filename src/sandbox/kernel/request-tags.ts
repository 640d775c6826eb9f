import type { Call } from './service.ts';
import type { Tags } from './tags.ts';

/** Notes the condition keys of tags that a request gives: `aws:RequestTag/…` and `aws:TagKeys`. */
export function noteRequestTags(call: Call, tags: Readonly<Tags>): void {
  const entries = Object.entries(tags);
  for (const [key, value] of entries) call.condition(`aws:RequestTag/${key}`, value);
  noteTagKeys(
    call,
    entries.map(([key]) => key),
  );
}

/** Notes the condition keys of the tags that a resource has: `aws:ResourceTag/…`. */
export function noteResourceTags(call: Pick<Call, 'condition'>, tags: Readonly<Tags> | undefined): void {
  for (const [key, value] of Object.entries(tags ?? {})) call.condition(`aws:ResourceTag/${key}`, value);
}

export function noteTagKeys(call: Call, keys: readonly string[]): void {
  if (keys.length > 0) call.condition('aws:TagKeys', keys);
}
