import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';

import { checkInput } from '../../../src/sandbox/limits/check-input.ts';
import { inputLimits } from '../../../src/sandbox/limits/model.ts';
import { openSandbox } from '../../../src/sandbox/sandbox.ts';
import { SERVICES } from '../../../src/sandbox/services/index.ts';
import { memoryStorage } from '../../../src/sandbox/storage/index.ts';

const ALL = SERVICES.flatMap(({ name, operations }) =>
  Object.keys(operations).flatMap((operation) => {
    const limits = inputLimits(name, operation);
    return limits ? [{ name, operation, ...limits }] : [];
  }),
);

describe('an input is refused', () => {
  it.each([
    [
      'iam',
      'CreateRole',
      { RoleName: 'r' },
      "Value null at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must not be null",
    ],
    [
      'iam',
      'GetRole',
      { RoleName: 'r'.repeat(65) },
      `Value '${'r'.repeat(65)}' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      'iam',
      'GetRole',
      { RoleName: 'a b' },
      "Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    ],
    [
      'servicecatalog',
      'CreateTagOption',
      { Key: 'Größe', Value: '5 €' },
      "Value '5 €' at 'value' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
    ],
    [
      'kms',
      'ScheduleKeyDeletion',
      { KeyId: 'k', PendingWindowInDays: 0 },
      "Value '0' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      'kms',
      'CreateGrant',
      { KeyId: 'k', GranteePrincipal: 'p', Operations: ['Decrypt', 'Decide'] },
      /^Value '\[Decrypt, Decide\]' at 'operations' failed to satisfy constraint: Member must satisfy constraint: \[Member must satisfy enum value set: \[Decrypt, /,
    ],
    [
      'ssm',
      'PutParameter',
      { Name: 'n', Value: 'v', Tier: 'Premium' },
      "Value 'Premium' at 'tier' failed to satisfy constraint: Member must satisfy enum value set: [Standard, Advanced, Intelligent-Tiering]",
    ],
    [
      'sagemaker',
      'AddTags',
      {
        ResourceArn: 'arn:aws:sagemaker:us-east-1:111111111111:model/m',
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: '', Value: 'b' },
        ],
      },
      "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'lambda',
      'TagResource',
      { Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f' },
      "Value null at 'tags' failed to satisfy constraint: Member must not be null",
    ],
  ])('%s:%s %j', (service, operation, input, violation) => {
    const message = (error: unknown) => (error instanceof Error ? error.message : '');
    const refusal = expect.toSatisfy((error: unknown) => {
      const [, told = ''] = /^1 validation error detected: (.*)$/s.exec(message(error)) ?? [];
      return typeof violation === 'string' ? told === violation : violation.test(told);
    }) as Error;
    expect(() => checkInput(service, operation, input)).toThrow(refusal);
  });

  it('with all that is wrong with it', () => {
    expect(() => checkInput('iam', 'CreateRole', { RoleName: 'r'.repeat(65), MaxSessionDuration: 60 })).toThrow(
      /^3 validation errors detected: Value null at 'assumeRolePolicyDocument' .*; Value 'r+' at 'roleName' .*; Value '60' at 'maxSessionDuration' /,
    );
  });

  it('without its value where that is a secret', () => {
    const told = expect.objectContaining({ message: expect.not.stringContaining('hidden') as string }) as Error;
    expect(() => checkInput('kms', 'Encrypt', { KeyId: 'k', Plaintext: 'hidden'.repeat(1000) })).toThrow(told);
  });

  it('in every operation that requires something, if it is empty', () => {
    const requiring = ALL.filter(({ input }) => input.required);
    expect(requiring.length).toBeGreaterThan(200);
    for (const { name, operation } of requiring) {
      expect(() => checkInput(name, operation, {}), `${name}:${operation}`).toThrow(/Member must not be null/);
    }
  });

  it('in every operation, if a text is longer than its model allows', () => {
    for (const { name, operation, input, shapes } of ALL) {
      for (const [member, shape] of Object.entries(input.members ?? {})) {
        const { max, item, members, key, value, enum: values } = shapes(shape) ?? {};
        if (max === undefined || max > 10_000 || item || members || key || value || values) continue;
        const given = { [member]: 'x'.repeat(max + 1) };
        expect(() => checkInput(name, operation, given), `${name}:${operation} ${member}`).toThrow(
          `Member must have length less than or equal to ${max}`,
        );
      }
    }
  });
});

describe('clients are told by the code of the service', () => {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: '111111111111' }], begin: 0 });
  const credentials = sandbox.credentialsFor({ id: '111111111111' });
  const client = { region: 'us-east-1', credentials, requestHandler: sandbox.requestHandler, maxAttempts: 1 };

  it('in query services', async () => {
    const command = new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: '' });
    await expect(new IAMClient(client).send(command)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining("Value '' at 'assumeRolePolicyDocument'") as string,
    });
  });

  it('in JSON services', async () => {
    const command = new ScheduleKeyDeletionCommand({ KeyId: '', PendingWindowInDays: 7 });
    await expect(new KMSClient(client).send(command)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

it('an input within the limits passes, whatever the model does not know', () => {
  expect(() => checkInput('iam', 'GetRole', { RoleName: 'r', constructor: 'x' })).not.toThrow();
  expect(() => checkInput('iam', 'constructor', {})).not.toThrow();
  expect(() => checkInput('s3', 'PutObject', {})).not.toThrow();
});
