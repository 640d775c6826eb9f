import type { LabSettings } from './accounts.ts';

/**
 * The tag that names the owner of a resource: the deployment of a lab that created it. The lab's stacks carry it, and
 * CloudFormation passes it on to everything they create; the pipeline's functions and the notebooks set it on what they
 * create. `mlops-lab:lab` holds the lab's name for people, such as those who read bills, and decides nothing.
 */
export const OWNER_TAG = 'mlops-lab:deployment';

/** What of a lab its owner tag says. */
export interface Owned extends Pick<LabSettings, 'name' | 'region'> {
  readonly accounts: Pick<LabSettings['accounts'], 'tools'>;
}

export type Tags = Readonly<Record<string, string>>;

/**
 * The value of the tag, such as `lab/111111111111/us-east-1`. Labs of one name may share an account: the default name
 * is the most common one. The Tools account, which two labs cannot share, and the region tell them apart.
 */
export function ownerOf({ name, accounts, region }: Owned): string {
  return `${name}/${accounts.tools.id}/${region}`;
}

export function ownerTags(lab: Owned): Tags {
  return { [OWNER_TAG]: ownerOf(lab) };
}

/** An owner as shown to people; a value that no lab sets is shown as it is. */
export function describeOwner(owner: string): string {
  const [, name, account, region] = /^([^/]+)\/(\d{12})\/([^/]+)$/.exec(owner) ?? [];
  return name === undefined
    ? `"${owner}"`
    : `the lab "${name}" of the Tools account ${String(account)} in ${String(region)}`;
}

/** Who owns a resource: this lab, another owner, or nobody that mlops-lab knows of; tags can be copied, too. */
export type Ownership = 'own' | 'foreign' | 'unmarked' | 'copied';

/** What is known about a resource when its owner is determined. */
export type Evidence =
  | {
      readonly tags: Tags;
      /**
       * Whether the lab made it, by the record of its stacks or by a name that it gives to nothing else; absent for what
       * was looked up by exactly such a name.
       */
      readonly made?: boolean;
    }
  | {
      /** The same for things that carry no tags. */
      readonly made: boolean;
      /** Other owners who hold the lab's name in this account; see `Holders`. */
      readonly others: readonly string[];
    };

/**
 * The one place that decides who owns a resource.
 *
 * - A resource with tags is the lab's if its owner tag says so and the lab made it: tags are copied along with things.
 * - A resource without tags (log groups and streams that SageMaker creates, aliases, managed policies, lifecycle
 *   configurations, provisioned products) is the lab's if the lab made it, and nobody else holds the lab's name in this
 *   account: no stack and no endpoint of such a name carries another owner's tag.
 *
 * docs/ownership.md says for each kind what shows that the lab made it.
 *
 * What is not `own` is never changed or deleted, and is not a leftover.
 */
export function ownership(lab: Owned, evidence: Evidence): Ownership {
  if (!('tags' in evidence)) {
    if (!evidence.made) return 'unmarked';
    return evidence.others.length > 0 ? 'foreign' : 'own';
  }
  const owner = evidence.tags[OWNER_TAG];
  if (owner === undefined) return 'unmarked';
  if (owner !== ownerOf(lab)) return 'foreign';
  return evidence.made === false ? 'copied' : 'own';
}

export function isOwn(lab: Owned, evidence: Evidence): boolean {
  return ownership(lab, evidence) === 'own';
}

/** Why something in the lab's way does not belong to it, with both owners. */
export function foreignBecause(lab: Owned, what: string, tags: Tags): string {
  const owner = tags[OWNER_TAG];
  if (owner === undefined) return `${what} exists, and mlops-lab did not make it`;
  return `${what} belongs to ${describeOwner(owner)}, not to ${describeOwner(ownerOf(lab))}`;
}
