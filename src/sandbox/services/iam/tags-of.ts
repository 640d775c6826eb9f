import { own } from '../../../own.ts';
import type { ServicePlace } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { holderByArn } from './holders.ts';
import { iamOf } from './state.ts';

/** Tags of roles, users, policies and instance profiles. */
export function tagsOfIdentity(arn: string, place: ServicePlace): Readonly<Tags> | undefined {
  const { policies, instanceProfiles } = iamOf(place);
  const profile = Object.values(instanceProfiles).find((one) => one.arn === arn);
  return (holderByArn(place.cloud.world, arn) ?? own(policies, arn) ?? profile)?.tags;
}
