import { isDeepStrictEqual } from 'node:util';

import { ifPresent } from '../../../kernel/absence.ts';
import { validationError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { nameOf, type Holder } from './holder-policies.ts';

type PolicyProperties = {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
  readonly Roles?: readonly string[];
  readonly Users?: readonly string[];
};

const PROPERTIES = ['PolicyDocument', 'PolicyName', 'Roles', 'Users'];

/** An inline policy that CloudFormation puts on roles and users of the template. */
export const policyType: ResourceType<PolicyProperties> = {
  seconds: { create: 14, update: 14, delete: 2 },
  create(wanted, context) {
    refuseUnknown('AWS::IAM::Policy', wanted, PROPERTIES);
    if (holders(wanted).length === 0) throw validationError('At least one of [Groups,Roles,Users] must be non-empty.');
    orUndo(
      () => holders(wanted).forEach((holder) => put(holder, wanted, context)),
      () => holders(wanted).forEach((holder) => remove(holder, wanted, context)),
    );
    return { physicalId: context.generatedName(128) };
  },
  update(_physicalId, wanted, previous, context) {
    for (const holder of holders(wanted)) put(holder, wanted, context);
    const renamed = wanted.PolicyName !== previous.PolicyName;
    const isDropped = (holder: Holder) => !holders(wanted).some((kept) => isDeepStrictEqual(kept, holder));
    for (const holder of holders(previous)) if (renamed || isDropped(holder)) remove(holder, previous, context);
  },
  delete(_physicalId, gone, context) {
    for (const holder of holders(gone)) remove(holder, gone, context);
  },
};

function holders({ Roles = [], Users = [] }: PolicyProperties): Holder[] {
  return [
    ...Roles.map((name) => ({ kind: 'Role', name }) as const),
    ...Users.map((name) => ({ kind: 'User', name }) as const),
  ];
}

function put(holder: Holder, { PolicyName, PolicyDocument }: PolicyProperties, context: ResourceContext): void {
  const input = { ...nameOf(holder), PolicyName, PolicyDocument: documentText(PolicyDocument) };
  context.invoke('iam', `Put${holder.kind}Policy`, input);
}

function remove(holder: Holder, { PolicyName }: PolicyProperties, context: ResourceContext): void {
  ifPresent(['NoSuchEntity'], () =>
    context.invoke('iam', `Delete${holder.kind}Policy`, { ...nameOf(holder), PolicyName }),
  );
}
