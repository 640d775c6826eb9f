import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAbsent, translated } from '../../src/aws/errors.ts';
import { LabError, usageError } from '../../src/errors.ts';
import { STANDARD, request, stage } from './stage.ts';
import { inWords, saying } from '../support/steps.ts';

beforeEach(() => {
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what AWS answers comes out as what happened, where, and how to mend it', () => {
  it.each([
    ['ExpiredToken', 403, 'credentials-expired', 3, 'sign in again'],
    ['ExpiredTokenException', 400, 'credentials-expired', 3, 'sign in again'],
    ['InvalidClientTokenId', 403, 'credentials-invalid', 3, 'access key'],
    ['SignatureDoesNotMatch', 403, 'credentials-invalid', 3, 'access key'],
    ['AccessDenied', 403, 'access-denied', 1, 'let the role or user'],
    ['UnauthorizedOperation', 403, 'access-denied', 1, 'let the role or user'],
    ['SomethingElse', 403, 'access-denied', 1, 'let the role or user'],
    ['ValidationError', 400, 'aws-error', 1, undefined],
    ['OptInRequired', 403, 'region-disabled', 3, 'enable-region'],
    ['InternalFailure', 500, 'aws-error', 1, undefined],
    ['LimitExceededException', 400, 'aws-error', 1, undefined],
  ])('%s (HTTP %i) → %s, exit code %i', async (name, status, code, exitCode, hint) => {
    const fault = { kind: 'error', call: 'cloudformation:*', code: name, status, message: 'because' } as const;
    const told: unknown = await stage({ faults: [fault] })
      .cloud.tools.stacks.find('pre-reqs')
      .catch((error: unknown) => error);
    expect(told).toBeInstanceOf(LabError);
    expect(told).toMatchObject({ code, exitCode, message: expect.stringContaining('account 111111111111') as string });
    expect(inWords((told as LabError).hints)).toContain(hint ?? '');
  });

  it.each([
    ['cloudformation:CreateStack', 'ValidationError', 'Parameter p is wrong', 'rejected', 2],
    ['sts:AssumeRole', 'ValidationError', 'no such ARN', 'rejected', 2],
    ['cloudformation:CreateStack', 'TokenAlreadyExistsException', 'the token expired', 'aws-error', 1],
  ])('by call: %s and %s (%s) → %s, exit code %i', async (call, name, message, code, exitCode) => {
    const fault = { kind: 'error', call, code: name, status: 400, message } as const;
    const { cloud } = stage({ faults: [fault] });
    const operation = call.split(':')[1] ?? '';
    const told = { code, exitCode, message: expect.stringContaining(`${operation} of`) as string };
    await expect(cloud.staging.stacks.create(request('Resources: {}'), STANDARD)).rejects.toMatchObject(told);
  });

  it('a clock that is off is told from keys that are wrong', async () => {
    const message = 'Signature expired: 20260105T000000Z is now earlier than 20260105T014500Z';
    const fault = {
      kind: 'error',
      call: 'cloudformation:*',
      code: 'SignatureDoesNotMatch',
      status: 403,
      message,
    } as const;
    const told = { code: 'clock', exitCode: 1, hints: saying('clock') };
    await expect(stage({ faults: [fault] }).cloud.tools.stacks.find('pre-reqs')).rejects.toMatchObject(told);
  });

  it.each([
    ['AlreadyExistsException', 'Stack [pre-reqs] already exists'],
    ['ValidationError', 'Stack:pre-reqs is in UPDATE_IN_PROGRESS state and can not be updated.'],
    ['ValidationError', 'Stack [pre-reqs] cannot be deleted while in status UPDATE_IN_PROGRESS'],
    ['InvalidChangeSetStatus', 'ChangeSet [c] cannot be executed in its current status of [OBSOLETE]'],
  ])('%s (%s) is no failure but somebody else’s doing', async (code, message) => {
    const fault = { kind: 'error', call: 'cloudformation:CreateStack', code, status: 400, message } as const;
    const { stacks } = stage({ faults: [fault] }).cloud.tools;
    expect(await stacks.create(request('Resources: {}'), STANDARD)).toBe('overtaken');
  });

  it('a refusal of the very state that was looked at is told, since it would come again', async () => {
    const message = 'Stack:pre-reqs is in IMPORT_ROLLBACK_FAILED state and can not continue its rollback';
    const fault = { kind: 'error', call: 'cloudformation:*', code: 'ValidationError', status: 400, message } as const;
    const { stacks } = stage({ faults: [fault] }).cloud.tools;
    const standing = { id: 'arn', name: 'pre-reqs', parameters: {}, outputs: {}, tags: {} };
    await expect(stacks.rollBack({ ...standing, status: 'IMPORT_ROLLBACK_FAILED' })).rejects.toMatchObject({
      message: expect.stringContaining('IMPORT_ROLLBACK_FAILED') as string,
    });
    expect(await stacks.rollBack({ ...standing, status: 'UPDATE_ROLLBACK_FAILED' })).toBe('overtaken');
  });

  it('the call and what it was about are named, though AWS does not', async () => {
    const fault = { kind: 'error', call: 's3:*', code: 'AccessDenied', status: 403, message: 'Access Denied' } as const;
    const { cloud } = stage({ faults: [fault] });
    await expect(cloud.tools.objects.empty('mlops-lab--assets')).rejects.toMatchObject({
      message: expect.stringMatching(/S3 \w+ of mlops-lab--assets: Access Denied/) as string,
    });
  });

  it('a lost connection is told as unreachable', async () => {
    const { cloud } = stage({ faults: [{ kind: 'drop', call: 'cloudformation:*' }] });
    await expect(cloud.tools.stacks.find('pre-reqs')).rejects.toMatchObject({ code: 'unreachable', exitCode: 1 });
  });

  it('a refusal without a body, as of HEAD requests, still says what was refused', async () => {
    const { HttpResponse } = await import('@smithy/core/protocols');
    const { cloud } = stage({
      between: ({ method }, answer) =>
        method === 'HEAD' ? Promise.resolve(new HttpResponse({ statusCode: 403, headers: {} })) : answer(),
    });
    await expect(cloud.tools.objects.exists('mlops-lab--assets', 'notebooks/a')).rejects.toMatchObject({
      code: 'access-denied',
      message: expect.stringMatching(/notebooks\/a .*mlops-lab--assets/) as string,
    });
  });

  it('an error of the lab passes as it is, and so does what is no answer of AWS', async () => {
    const site = { accountId: '111111111111', region: 'us-east-1' };
    for (const error of [usageError('usage', 'y', 'z'), new TypeError('a bug')]) {
      await expect(translated(site, () => Promise.reject(error))).rejects.toBe(error);
    }
  });
});

describe('a stack that does not exist', () => {
  it('is no error', async () => {
    const { cloud } = stage();
    expect(await cloud.tools.stacks.find('pre-reqs')).toBeUndefined();
  });

  it('is told apart from a request that is wrong in another way', async () => {
    const { cloud } = stage();
    const nonsense = cloud.tools.stacks.create(request('Resources: 1'), STANDARD);
    await expect(nonsense).rejects.toMatchObject({ code: 'rejected' });
    expect(isAbsent(Object.assign(new Error('Stack x does not exist'), { name: 'ValidationError' }))).toBe(true);
    expect(isAbsent(Object.assign(new Error('Stack x does not exist'), { name: 'AccessDenied' }))).toBe(false);
  });
});
