import { statementsOf, valuesOf, type PolicyDocument, type PolicyStatement } from '../../kernel/policy/document.ts';

/** Keys that bind a statement to known callers when compared with fixed values ("The meaning of public", S3 guide). */
const FIXING_KEYS = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceName',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => key.toLowerCase()),
);

/** Whether a policy lets in somebody whom it does not know. */
export function isPublicPolicy(policy: PolicyDocument): boolean {
  return statementsOf(policy).some(
    (statement) => statement.Effect === 'Allow' && namesEverybody(statement) && !isBoundToCallers(statement),
  );
}

function namesEverybody({ Principal, NotPrincipal }: PolicyStatement): boolean {
  if (NotPrincipal !== undefined || Principal === '*') return true;
  return Principal !== undefined && valuesOf(Principal.AWS).includes('*');
}

function isBoundToCallers({ Condition = {} }: PolicyStatement): boolean {
  return Object.entries(Condition)
    .filter(([operator]) => /^(ForAnyValue:)?(String|Arn)(Equals|Like)$|^IpAddress$/.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .some(([key, given]) => FIXING_KEYS.has(key.toLowerCase()) && valuesOf(given).every(isFixed));
}

function isFixed(value: string): boolean {
  return !value.includes('*') && !value.includes('${') && !value.startsWith('0.0.0.0/0');
}
