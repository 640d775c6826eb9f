import type { AssociateKmsKeyRequest, DisassociateKmsKeyRequest } from '@aws-sdk/client-cloudwatch-logs';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { aboutStream, existingGroup, invalidParameter, logGroupArn, nameOfGroup } from './state.ts';

export function associateKmsKey(input: AssociateKmsKeyRequest, call: Call): object {
  const name = nameOfGroup(input);
  aboutStream(call, name);
  const group = existingGroup(name, call);
  const kmsKeyId = input.kmsKeyId ?? '';
  expectKeyForLogs(call, name, kmsKeyId);
  group.kmsKeyId = kmsKeyId;
  return {};
}

export function disassociateKmsKey(input: DisassociateKmsKeyRequest, call: Call): object {
  const name = nameOfGroup(input);
  aboutStream(call, name);
  delete existingGroup(name, call).kmsKeyId;
  return {};
}

/** CloudWatch Logs uses the key itself, so its policy has to let the service in ("Encrypt log data using AWS KMS"). */
export function expectKeyForLogs(call: Call, group: string, KeyId: string): void {
  const arn = logGroupArn(call, group);
  const service = `logs.${call.region}.amazonaws.com`;
  const principal = { kind: 'service', account: call.account, arn: service, userId: service } as const;
  const input = { KeyId, KeySpec: 'AES_256', EncryptionContext: { 'aws:logs:arn': arn } } as const;
  try {
    call.invoke('kms', 'GenerateDataKey', input, { principal, via: 'logs' });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotImplemented') throw error;
    throw invalidParameter(`The specified KMS key does not exist or is not allowed to be used with LogGroup '${arn}'`);
  }
}
