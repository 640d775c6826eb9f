import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawn } from '../support/sweep.ts';
import { jobEvent } from './pipeline.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** The zips, by the folders of their sources. */
const ZIPS = {
  'deploy-model': 'MLOps-BIA-DeployModel.zip',
  'evaluate-model': 'MLOps-BIA-EvaluateModel.zip',
  'get-status': 'MLOps-BIA-GetStatus.zip',
  'train-model': 'MLOps-BIA-TrainModel.zip',
} as const;

/** As `npm test` builds them. */
const BUILT = join(ROOT, 'generated/functions');

let folder = '';

/** Bundles as on another machine: other folders, another time zone. */
function bundleElsewhere(sources: readonly string[]): string {
  const root = join(mkdtempSync(join(folder, 'other-')), 'deeper');
  mkdirSync(root, { recursive: true });
  for (const part of ['lambda-code', 'src/lab', 'src/own.ts', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const script = join(ROOT, 'scripts/bundle-functions.js');
  execFileSync(process.execPath, [script, 'zips', root, ...sources], {
    cwd: folder,
    env: { ...process.env, TZ: 'Asia/Kathmandu' },
  });
  return join(root, 'zips');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlops-lab-bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the zips of the functions', () => {
  it('are small, and hold one file that knows nothing of the machine', () => {
    expect(readdirSync(BUILT).sort()).toEqual(Object.values(ZIPS));
    for (const name of Object.values(ZIPS)) {
      const zip = readFileSync(join(BUILT, name));
      expect(zip.length).toBeLessThan(200_000);
      expect(Object.keys(unzipSync(zip))).toEqual(['index.mjs']);
      expect(code(zip)).not.toContain(ROOT);
    }
  });

  it.each(drawn(Object.entries(ZIPS)))('are the same bytes whoever builds them, as of %s', (source, name) => {
    const other = bundleElsewhere([source]);
    expect(readdirSync(other)).toEqual([name]);
    expect(sha256(join(other, name))).toBe(sha256(join(BUILT, name)));
  });

  it('answer a job where they run alone', async () => {
    const answers: string[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        answers.push(`${String(request.headers['x-amz-target'])} ${body}`);
        response.setHeader('content-type', 'application/x-amz-json-1.1').end('{}');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      await invoke('MLOps-BIA-TrainModel.zip', (server.address() as AddressInfo).port);
    } finally {
      server.close();
    }
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('CodePipeline_20150709.PutJobFailureResult');
    expect(answers[0]).toContain('"jobId":"job-1"');
  });
});

/** In a folder without anything else, as Lambda does. */
async function invoke(name: string, port: number): Promise<void> {
  const alone = join(folder, 'alone');
  mkdirSync(alone);
  writeFileSync(join(alone, 'index.mjs'), code(readFileSync(join(BUILT, name))));
  const event = JSON.stringify(jobEvent('job-1', '{}'));
  const context = '{ getRemainingTimeInMillis: () => 60_000 }';
  const program = `import('./index.mjs').then(({ handler }) => handler(${event}, ${context}))`;
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'FUNCTION',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  };
  await promisify(execFile)(process.execPath, ['-e', program], { cwd: alone, env });
}

function code(zip: Uint8Array): string {
  return new TextDecoder().decode(unzipSync(zip)['index.mjs']);
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
