import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsAt, type Aws } from './aws.ts';
import { CASES } from './cases/index.ts';
import { outcomeInMoto, outcomeOf } from './conformance-case.ts';
import { installed } from './installed.ts';
import { startMoto, type MotoServer } from './moto-server.ts';

/** moto accepts any keys. */
const CREDENTIALS = { accessKeyId: 'AKIACONFORMANCE00000', secretAccessKey: 'moto' };

if (installed('moto_server', 'the sandbox is not compared with moto')) {
  describe('moto answers as AWS documents, but for the differences that are explained', () => {
    let server: MotoServer;
    let aws: Aws;

    beforeAll(async () => {
      server = await startMoto();
      aws = awsAt({ url: server.url, credentials: CREDENTIALS, maxAttempts: 1 });
    });

    afterAll(() => server.stop());

    it.each(CASES)('$title', async (conformanceCase) => {
      await server.reset();
      expect(await outcomeOf(conformanceCase, aws)).toEqual(outcomeInMoto(conformanceCase));
    });
  });
}
