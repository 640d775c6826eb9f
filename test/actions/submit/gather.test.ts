import { describe, expect, it } from 'vitest';
import { gatherSubmission, invalidSubmission, type SubmitRequest } from '../../../src/actions/submit/gather.ts';
import { chosenHyperparameters } from '../../../src/actions/submit/hyperparameters.ts';
import { readRevisionSummary } from '../../../src/actions/submit/revision-summary.ts';
import { LabError } from '../../../src/errors.ts';
import { packSubmission, readSubmission } from '../../../src/lab/submission/submission.ts';
import { bytes, csvWith, MANIFEST, modelArchive } from '../../lab/submission/archives.ts';
import { modelJson } from '../../lab/submission/models.ts';
import { PENGUINS } from '../../support/course.ts';
import { releaseStage } from '../../support/release-stage.ts';
import { inWords } from '../../support/steps.ts';

const CSV = bytes(csvWith());
const MODEL = modelArchive([{ name: 'xgboost-model', content: modelJson() }]);
const PACKED = packSubmission(MANIFEST, { kind: 'data', bytes: CSV });
const ACCEPTED = 'give a folder with train.csv or model.tar.gz, a .csv, a .tar.gz, or a submission.zip';

async function gathered(path: string, content: Uint8Array, request: Partial<SubmitRequest> = {}) {
  const files: Readonly<Record<string, Uint8Array>> = path.endsWith('/')
    ? { [`${path}train.csv`]: CSV, [`${path}manifest.json`]: content }
    : { [path]: content };
  const { context } = releaseStage({ files });
  const asked = { hyperparameters: [], watch: false, path: path.replace(/\/$/, ''), ...request };
  const checked = readSubmission(await gatherSubmission(context, asked), PENGUINS);
  return checked.ok ? checked.submission : expect.fail(checked.problems.join());
}

/** What is refused, and what mends it. */
async function refusal(work: Promise<unknown>): Promise<[string, string, string]> {
  const error = await work.catch((each: unknown) => each);
  if (!(error instanceof LabError)) throw error;
  return [error.code, error.message, inWords(error.hints)];
}

describe('what is submitted', () => {
  it.each([
    ['runs/deep trees.csv', CSV, 'deep-trees', 'data'],
    ['a.csv.tgz', MODEL, 'a.csv', 'model'],
    ['A.TAR.GZ', MODEL, 'A', 'model'],
    ['a.tgz.csv', CSV, 'a.tgz', 'data'],
    ['a.zip.csv', CSV, 'a.zip', 'data'],
    ['--._x (1).csv', CSV, 'x-1-', 'data'],
    ['(1).csv', CSV, '1-', 'data'],
    ['---.csv', CSV, 'submission', 'data'],
    [`${'a'.repeat(64)}.csv`, CSV, 'a'.repeat(63), 'data'],
  ])('is called after its file, as far as a name may be: %s', async (path, content, name, kind) => {
    expect(await gathered(path, content)).toMatchObject({ kind, manifest: { name, kind, version: 1 } });
  });

  it.each([
    ['Packed.ZIP', {}],
    ['packed.zip', { hyperparameters: [] }],
  ])('is an archive as it is: %s', async (path, request) => {
    expect(await gathered(path, PACKED, request)).toMatchObject({ manifest: MANIFEST });
  });

  it.each([{ name: 'x' }, { description: 'x' }, { hyperparameters: ['eta=0.1'] }])(
    'is nothing that is packed and described anew: %j',
    async (request) => {
      expect(await refusal(gathered('packed.zip', PACKED, request))).toEqual([
        'packed-already',
        'packed.zip is packed already, and says itself what it is called and how it is trained',
        'change its manifest.json, or submit the folder that it was packed from',
      ]);
    },
  );

  it.each([
    ['a.csv.txt', CSV, 'a.csv.txt is nothing that can be submitted', ACCEPTED],
    ['a.tgz.bak', CSV, 'a.tgz.bak is nothing that can be submitted', ACCEPTED],
    [
      'a.parquet',
      bytes('PAR1'),
      'a.parquet is a Parquet file, and nothing that can be submitted',
      `save its table as CSV in UTF-8, or ${ACCEPTED}`,
    ],
  ])('is known by the end of its name: %s', async (path, content, message, hint) => {
    expect(await refusal(gathered(path, content))).toEqual(['unknown-kind', message, hint]);
  });

  it.each([
    ['[]', 'run/manifest.json is not a JSON object'],
    ['null', 'run/manifest.json is not a JSON object'],
    ['"a"', 'run/manifest.json is not a JSON object'],
    ['7', 'run/manifest.json is not a JSON object'],
    ['{', 'run/manifest.json is not JSON: '],
  ])('has a manifest that says something: %s', async (text, message) => {
    const [code, told, hint] = await refusal(gathered('run/', bytes(text)));
    expect([code, hint]).toEqual(['invalid-submission', 'fix it and submit again; nothing was uploaded']);
    expect(told).toContain(`the submission cannot be used: ${message}`);
  });

  it('is refused with its one problem in the sentence, and several each on its line', () => {
    expect(invalidSubmission(['a is wrong']).message).toBe('the submission cannot be used: a is wrong');
    expect(invalidSubmission(['a', 'b']).message).toBe('the submission cannot be used: 2 problems\n  a\n  b');
    expect(invalidSubmission([]).message).toBe('the submission cannot be used: ');
  });
});

describe('hyperparameters on the command line', () => {
  it('are names and numbers', () => {
    expect(chosenHyperparameters([])).toBeUndefined();
    expect(chosenHyperparameters(['eta=0.5', ' max_depth = 3 ', 'num_round=1e1'])).toEqual({
      ...{ eta: 0.5, max_depth: 3, num_round: 10 },
    });
  });

  it.each(['eta', 'eta=', 'eta= ', '=1', 'eta=x', 'eta=1=2', 'eta=NaN', 'eta=-Infinity', '', 'eta=1\n2'])(
    'are nothing else: %j',
    (text) => {
      expect(() => chosenHyperparameters([text])).toThrow(
        `${JSON.stringify(text)} is no hyperparameter with its value`,
      );
    },
  );
});

describe('the summary of a submission', () => {
  it('is read though its name has several lines', () => {
    expect(readRevisionSummary('a\nb by ada, sha256 0123456789ab')).toEqual({ name: 'a\nb', person: 'ada' });
  });
});
