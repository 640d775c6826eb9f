import { put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { newKey } from './new-key.ts';
import { kmsState, type Key } from './state.ts';

const USE = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:CreateGrant',
  'kms:DescribeKey',
];

/** The AWS managed key behind `alias/aws/<service>`, which comes into being when that service first needs it. */
export function managedKey(call: Call, account: string, alias: string): Key | undefined {
  const service = /^alias\/aws\/(.+)$/.exec(alias)?.[1];
  if (!service || service !== call.via || account !== call.account) return undefined;
  const { keys, aliases } = kmsState(call.cloud.world, account, call.region);
  const key = newKey(call, {
    manager: 'AWS',
    description: `Default key that protects my ${service} data when no other key is defined`,
    policy: JSON.stringify(managedKeyPolicy(service, account, call.region)),
  });
  put(keys, key.id, key);
  put(aliases, alias, { name: alias, targetKeyId: key.id, createdAt: call.now, updatedAt: call.now });
  return key;
}

function managedKeyPolicy(service: string, account: string, region: string): object {
  const callers = { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.amazonaws.com` };
  return {
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account that are authorized to use ${service}`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: USE,
        Resource: '*',
        Condition: { StringEquals: callers },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  };
}
