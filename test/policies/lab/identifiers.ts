import { evaluateText, type Scope } from '../../templates/evaluate.ts';

const NAMES = /^(RoleName|ManagedPolicyName|BucketName|TopicName|FunctionName|LogGroupName|Name)$/;

/** What `Ref` and `Fn::GetAtt` give for each resource of a template. */
export function identifiers(scope: Scope): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [id, { Type, Properties }] of Object.entries(scope.template.Resources)) {
    const name = nameOf(Properties, { ...scope, values: { ...scope.values, ...found } });
    Object.assign(found, identifiersOf(id, Type, name ?? id.toLowerCase(), scope.values));
  }
  return found;
}

/** The name that the template gives a resource. */
function nameOf(properties: Readonly<Record<string, unknown>> | undefined, scope: Scope): string | undefined {
  const [, name] = Object.entries(properties ?? {}).find(([key]) => NAMES.test(key)) ?? [];
  return name === undefined ? undefined : evaluateText(name, scope);
}

function identifiersOf(id: string, type: string, name: string, values: Scope['values']): Record<string, string> {
  const { 'AWS::AccountId': account = '', 'AWS::Region': region = '' } = values;
  const arns: Readonly<Record<string, string>> = {
    'AWS::IAM::Role': `arn:aws:iam::${account}:role/${name}`,
    'AWS::IAM::ManagedPolicy': `arn:aws:iam::${account}:policy/${name}`,
    'AWS::S3::Bucket': `arn:aws:s3:::${name}`,
    'AWS::KMS::Key': `arn:aws:kms:${region}:${account}:key/${name}`,
    'AWS::SNS::Topic': `arn:aws:sns:${region}:${account}:${name}`,
    'AWS::Lambda::Function': `arn:aws:lambda:${region}:${account}:function:${name}`,
    'AWS::Logs::LogGroup': `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
  };
  const arn = arns[type] ?? name;
  const isKnownByArn = type === 'AWS::IAM::ManagedPolicy' || type === 'AWS::SNS::Topic';
  return { [id]: isKnownByArn ? arn : name, [`${id}.Arn`]: arn, [`${id}.RoleId`]: roleId(name) };
}

/** The unique id of a role, with which the user ids of its sessions begin. */
export function roleId(name: string): string {
  return `AROA${name.replace(/[^a-z]/gi, '').toUpperCase()}`;
}
