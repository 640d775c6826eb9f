import type { LabSettings } from '../../lab/accounts.ts';
import { ownership } from '../../lab/owner.ts';
import { translated, type CallSite } from '../errors.ts';
import type { StackRecord } from '../stack-record.ts';
import type { Candidate } from './candidate.ts';

/** Whether it is the lab's, only looks like it, or is nothing to speak of. */
export type Verdict = 'own' | 'alike' | 'other';

export interface Asked {
  readonly lab: LabSettings;
  /** Other holders of the lab's name in the account. */
  readonly others: readonly string[];
  readonly record: StackRecord;
  readonly site: CallSite;
}

/** What belongs to another lab does not look like this one's, whatever its name. */
export async function judge(candidate: Candidate, asked: Asked): Promise<Verdict> {
  const owner = await ownerOf(candidate, asked);
  if (owner === 'own') return 'own';
  return owner === 'copied' || (owner === 'unmarked' && candidate.alike) ? 'alike' : 'other';
}

async function ownerOf({ tags, id, name, given }: Candidate, { lab, others, record, site }: Asked) {
  const made = () => (given === undefined ? translated(site, () => record.made(id ?? name)) : Promise.resolve(given));
  if (!tags) return ownership(lab, { made: await made(), others });
  const evidence = { tags: await translated(site, tags) };
  // Reading records takes calls, and what others own is no matter of them.
  return ownership(lab, evidence) === 'own'
    ? ownership(lab, { ...evidence, made: await made() })
    : ownership(lab, evidence);
}
