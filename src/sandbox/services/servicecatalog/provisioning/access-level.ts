import type { AccessLevelFilter } from '@aws-sdk/client-service-catalog';

import { principalArn, type Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';
import { invalidParameters } from '../errors.ts';

type Level = NonNullable<AccessLevelFilter['Key']>;

const CONDITIONS = {
  Account: 'servicecatalog:accountLevel',
  Role: 'servicecatalog:roleLevel',
  User: 'servicecatalog:userLevel',
} as const satisfies Record<Level, string>;

/** Whether a provisioned product or record of `owner` is to be listed. Noted as the condition key that policies test. */
export function withinLevel(
  call: Call,
  filter: AccessLevelFilter | undefined,
  fallback: Level,
): (owner: Principal) => boolean {
  if (filter?.Value !== undefined && filter.Value !== 'self') {
    throw invalidParameters(`Invalid access level value: ${filter.Value}`);
  }
  const level = filter?.Key ?? fallback;
  call.condition(CONDITIONS[level], 'self');
  return (owner) => reaches(call.principal, owner, level);
}

/** Notes at which levels the caller stands to what `owner` launched, by which policies decide. */
export function noteAccess(call: Call, owner: Principal): void {
  for (const level of ['Account', 'Role', 'User'] as const) {
    if (reaches(call.principal, owner, level)) call.condition(CONDITIONS[level], 'self');
  }
  // Provisioned products and records are no resources of IAM: "Actions defined by AWS Service Catalog".
  call.about('*');
}

/** Administrator guide, "Identity and access management": access levels. */
function reaches(caller: Principal, owner: Principal, level: Level): boolean {
  switch (level) {
    case 'Account':
      return true;
    case 'Role':
      return principalArn(caller) === principalArn(owner);
    case 'User':
      return caller.arn === owner.arn;
  }
}
