import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { describe, expect, it } from 'vitest';
import { inTurn } from '../support/sweep.ts';
import { stage, xml, type Answer, type Stage } from './stage.ts';

const BUCKET = 'mlops-lab-test';

function s3({ sandbox }: Stage, operation: string, input: object): void {
  const principal = {
    kind: 'root',
    account: '111111111111',
    arn: 'arn:aws:iam::111111111111:root',
    userId: 'AIDAOPERATOR',
  } as const;
  const where = { account: '111111111111', region: 'us-east-1', service: 's3' };
  sandbox.cloud.answer({ principal, ...where, operation, input: { Bucket: BUCKET, ...input } });
}

function bucketWith(
  versions: number,
  between?: (request: HttpRequest, answer: Answer) => Promise<HttpResponse>,
): Stage {
  const staged = stage(between ? { between } : {});
  s3(staged, 'CreateBucket', {});
  s3(staged, 'PutBucketVersioning', { VersioningConfiguration: { Status: 'Enabled' } });
  const Body = new Uint8Array([1]);
  for (let i = 0; i < versions; i += 1) s3(staged, 'PutObject', { Key: `key-${String(i % 7)}`, Body });
  return staged;
}

const deletes = ({ requests }: Stage) => requests.filter((each) => each.startsWith('POST'));

const inSomeTurn = inTurn(2);

describe('emptying a bucket', () => {
  inSomeTurn('takes more than one round where there are more than a thousand versions', async () => {
    const staged = bucketWith(1100);
    for (let i = 0; i < 5; i += 1) s3(staged, 'DeleteObject', { Key: `key-${String(i)}` });
    expect(await staged.cloud.tools.objects.empty(BUCKET)).toBe(1105);
    expect(deletes(staged)).toHaveLength(2);
    expect(await staged.cloud.tools.objects.empty(BUCKET)).toBe(0);
  });

  inSomeTurn('gives up unfinished uploads, however many', async () => {
    const staged = bucketWith(0);
    for (let i = 0; i < 1100; i += 1) s3(staged, 'CreateMultipartUpload', { Key: `upload-${String(i)}` });
    await staged.cloud.tools.objects.empty(BUCKET);
    s3(staged, 'DeleteBucket', {});
  });

  it('that does not exist is done', async () => {
    expect(await stage().cloud.tools.objects.empty('mlops-lab--nowhere')).toBe(0);
  });

  it('tells which object cannot be deleted, and why', async () => {
    const error = '<Error><Key>key-3</Key><Code>AccessDenied</Code><Message>held by a lock</Message></Error>';
    const staged = bucketWith(5, refusing(error));
    await expect(staged.cloud.tools.objects.empty(BUCKET)).rejects.toMatchObject({
      code: 'bucket-not-emptied',
      message: expect.stringMatching(/key-3 .*mlops-lab-test .*held by a lock/) as string,
    });
  });

  it('tries again where S3 was only too busy', async () => {
    const error = '<Error><Key>key-3</Key><Code>SlowDown</Code><Message>Reduce your rate.</Message></Error>';
    const staged = bucketWith(1, refusing(error, 3));
    expect(await staged.cloud.tools.objects.empty(BUCKET)).toBe(1);
    expect(deletes(staged)).toHaveLength(4);
  });

  it('does not try for ever', async () => {
    const error = '<Error><Key>key-0</Key><Code>InternalError</Code><Message>We are sorry.</Message></Error>';
    const staged = bucketWith(1, refusing(error));
    await expect(staged.cloud.tools.objects.empty(BUCKET)).rejects.toMatchObject({ code: 'bucket-not-emptied' });
  });
});

/** S3 answers deletions with success, and tells in the body what was not deleted. */
function refusing(error: string, times = Infinity) {
  let refused = 0;
  return ({ query }: HttpRequest, answer: Answer) =>
    'delete' in query && refused++ < times
      ? Promise.resolve(xml(`<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${error}</DeleteResult>`))
      : answer();
}
