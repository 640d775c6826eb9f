import type { LabSettings } from './accounts.ts';

/**
 * The tag that says whose a thing is: which deployment of a lab made it. The lab's stacks carry it, and CloudFormation
 * hands it on to all that they make; the pipeline's functions and the notebooks give it to what they make. `mlops-lab:lab` holds the lab's name for people,
 * such as those who read bills, and decides nothing.
 */
export const OWNER_TAG = 'mlops-lab:deployment';

export type Owned = Pick<LabSettings, 'name' | 'region' | 'accounts'>;

export type Tags = Readonly<Record<string, string>>;

/**
 * The value of the tag, such as `lab/111111111111/us-east-1`. Labs of one name may share an account: the default name is
 * the commonest. What tells them apart is the Tools account, which they cannot share, and the region.
 */
export function ownerOf({ name, accounts, region }: Owned): string {
  return `${name}/${accounts.tools.id}/${region}`;
}

export function ownerTags(lab: Owned): Tags {
  return { [OWNER_TAG]: ownerOf(lab) };
}

/** As people are told of an owner; a value that no lab gives is shown as it is. */
export function describeOwner(owner: string): string {
  const [, name, account, region] = /^([^/]+)\/(\d{12})\/([^/]+)$/.exec(owner) ?? [];
  return name === undefined
    ? `"${owner}"`
    : `the lab "${name}" of the Tools account ${String(account)} in ${String(region)}`;
}

/** Whose a thing is: this lab's, another owner's, or nobody's that mlops-lab knows of. */
export type Ownership = 'own' | 'foreign' | 'unmarked';

/** What is known of a thing when it is asked whose it is. */
export type Evidence =
  | { readonly tags: Tags }
  | {
      /** Whether the name is one that this lab, and in this account, gives to things that carry no tags. */
      readonly named: boolean;
      /** Others who hold the lab's name in this account; see `Holders`. */
      readonly others: readonly string[];
    };

/**
 * The one place where it is decided whose a thing is.
 *
 * - What carries tags belongs to whom its owner's tag names, whatever it is called.
 * - What carries none (log groups and streams that SageMaker makes, aliases, managed policies, lifecycle
 *   configurations, provisioned products) is the lab's if it has exactly a name that the lab gives in this account, and
 *   nobody else holds the lab's name there: no stack and no endpoint by one of its names bears another owner's tag.
 *
 * What is not `own` is neither changed nor deleted, and does not count as left over.
 */
export function ownership(lab: Owned, evidence: Evidence): Ownership {
  if (!('tags' in evidence)) {
    if (!evidence.named) return 'unmarked';
    return evidence.others.length > 0 ? 'foreign' : 'own';
  }
  const owner = evidence.tags[OWNER_TAG];
  if (owner === undefined) return 'unmarked';
  return owner === ownerOf(lab) ? 'own' : 'foreign';
}

export function isOwn(lab: Owned, evidence: Evidence): boolean {
  return ownership(lab, evidence) === 'own';
}

/** Why something in the lab's way is not its own, with both owners. */
export function foreignBecause(lab: Owned, what: string, tags: Tags): string {
  const owner = tags[OWNER_TAG];
  if (owner === undefined) return `${what} exists, and mlops-lab did not make it`;
  return `${what} belongs to ${describeOwner(owner)}, not to ${describeOwner(ownerOf(lab))}`;
}
