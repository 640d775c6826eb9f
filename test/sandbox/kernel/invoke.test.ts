import { expect, it } from 'vitest';

import { kmsService } from '../../../src/sandbox/services/kms/index.ts';
import { aCloud, REGION, TOOLS, tools } from '../services/kms/accounts.ts';

const place = { principal: tools, account: TOOLS, region: REGION, service: 'kms' } as const;

it('gives what the client of the service would', () => {
  const cloud = aCloud(kmsService);
  const { KeyMetadata } = cloud.invoke({ ...place, operation: 'CreateKey', input: { KeySpec: 'SYMMETRIC_DEFAULT' } });
  const input = { KeyId: KeyMetadata?.KeyId };
  expect(cloud.invoke({ ...place, operation: 'DescribeKey', input }).KeyMetadata).toEqual(KeyMetadata);
  // @ts-expect-error: the answer has no such member
  expect(cloud.invoke({ ...place, operation: 'DescribeKey', input }).KeyMetaData).toBeUndefined();
});

it('takes no operation, no member and no value that the client of the service does not take', () => {
  const cloud = aCloud(kmsService);
  // @ts-expect-error: a misspelt operation
  expect(() => cloud.invoke({ ...place, operation: 'MakeKey', input: {} })).toThrow('does not implement kms:MakeKey');
  // @ts-expect-error: a misspelt member
  expect(() => cloud.invoke({ ...place, operation: 'DescribeKey', input: { KeyID: 'alias/one' } })).toThrow();
  // @ts-expect-error: a value of another operation
  expect(() => cloud.invoke({ ...place, operation: 'CreateKey', input: { KeySpec: 'AES_256' } })).toThrow();
});
