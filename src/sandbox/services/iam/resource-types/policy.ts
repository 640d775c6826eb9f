import { ifPresent } from '../../../kernel/absence.ts';
import { validationError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { changes } from './properties.ts';

interface PolicyProperties {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
  readonly Roles?: readonly string[];
  readonly Users?: readonly string[];
}

const PROPERTIES = ['PolicyDocument', 'PolicyName', 'Roles', 'Users'];

/** An inline policy that CloudFormation puts on roles and users of the template. */
export const policyType: ResourceType = {
  seconds: { create: 14, update: 14, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::IAM::Policy', properties, PROPERTIES);
    const wanted = properties as Properties & PolicyProperties;
    if (holders(wanted).length === 0) throw validationError('At least one of [Groups,Roles,Users] must be non-empty.');
    orUndo(
      () => holders(wanted).forEach((holder) => put(holder, wanted, context)),
      () => holders(wanted).forEach((holder) => remove(holder, wanted, context)),
    );
    return { physicalId: context.generatedName(128) };
  },
  update(_physicalId, properties, before, context) {
    const [wanted, previous] = [properties as Properties & PolicyProperties, before as Properties & PolicyProperties];
    for (const holder of holders(wanted)) put(holder, wanted, context);
    const renamed = wanted.PolicyName !== previous.PolicyName;
    const { removed } = changes(holders(previous), holders(wanted));
    for (const holder of renamed ? holders(previous) : removed) remove(holder, previous, context);
  },
  delete(_physicalId, properties, context) {
    const gone = properties as Properties & PolicyProperties;
    for (const holder of holders(gone)) remove(holder, gone, context);
  },
};

/** `Role/name` or `User/name`, comparable as text. */
function holders({ Roles = [], Users = [] }: PolicyProperties): string[] {
  return [...Roles.map((name) => `Role/${name}`), ...Users.map((name) => `User/${name}`)];
}

function put(holder: string, { PolicyName, PolicyDocument }: PolicyProperties, context: ResourceContext): void {
  const [kind, name] = holder.split('/');
  const input = { [`${kind}Name`]: name, PolicyName, PolicyDocument: documentText(PolicyDocument) };
  context.invoke('iam', `Put${kind}Policy`, input);
}

function remove(holder: string, { PolicyName }: PolicyProperties, context: ResourceContext): void {
  const [kind, name] = holder.split('/');
  ifPresent(['NoSuchEntity'], () => {
    context.invoke('iam', `Delete${kind}Policy`, { [`${kind}Name`]: name, PolicyName });
  });
}
