import type { Organization } from '../../kernel/organization-schema.ts';
import type { Call } from '../../kernel/service.ts';
import { EVERYONE, GLOBAL, type Slice, type World } from '../../kernel/world.ts';
import { accessDenied, notInUse } from './errors.ts';

const ORGANIZATION: Slice<{ organization?: Organization }> = { name: 'organizations', initial: () => ({}) };

/** The id of the one organization of a sandbox. */
const ID = 'o-sandbox0000';

/** What is laid into the folder decides in each run. */
export function seedOrganization(world: World, organization: Organization | undefined): void {
  const [standing] = world.each(ORGANIZATION);
  if (JSON.stringify(standing?.value.organization) === JSON.stringify(organization)) return;
  const slice = world.slice(ORGANIZATION, EVERYONE, GLOBAL);
  if (organization) slice.organization = organization;
  else delete slice.organization;
}

/**
 * The organization of the caller. "This operation can be called only from the organization's management account" (API
 * reference); the sandbox has no delegated administrators.
 */
export function organizationOf({ cloud, account }: Call): Organization {
  const { organization } = cloud.world.slice(ORGANIZATION, EVERYONE, GLOBAL);
  if (organization?.management === account) return organization;
  throw organization?.accounts.some(({ id }) => id === account) ? accessDenied() : notInUse();
}

/** User guide, "ARN formats supported by Organizations". */
export function arnOf({ management }: Organization, kind: 'account' | 'ou' | 'root', id: string): string {
  return `arn:aws:organizations::${management}:${kind}/${ID}/${id}`;
}
