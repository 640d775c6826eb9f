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

export function noteTagKeys(call: Call, keys: readonly string[]): void {
  if (keys.length > 0) call.condition('aws:TagKeys', keys);
}
