import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { predict, type Booster } from '../../src/sandbox/xgboost/booster.ts';
import { modelText } from '../../src/sandbox/xgboost/model-text.ts';
import { ubjson } from '../sandbox/services/sagemaker/xgboost/ubjson.ts';
import { NOTEBOOKS } from './notebook-file.ts';
import { pythonWith, run } from './python.ts';

const python = pythonWith(['boto3', 'numpy'], 'models are not read in Python') ?? '';

/** Thresholds that no 32-bit number hits exactly, a leaf at the root, and both ways for what is missing. */
const BOOSTER: Booster = {
  objective: 'reg:squarederror',
  baseMargins: [4200.5],
  features: 2,
  trees: [
    {
      left: [1, -1, 3, -1, -1],
      right: [2, -1, 4, -1, -1],
      feature: [0, 0, 1, 0, 0],
      value: [0.1, -85.25, 18.7, 12.5, 300],
      defaultLeft: [true, false, false, false, false],
    },
    { left: [-1], right: [-1], feature: [0], value: [7], defaultLeft: [false] },
  ],
  groups: [0, 0],
};
/** The same with leaves that margins of chances have. */
const SMALL: Booster = {
  ...BOOSTER,
  trees: BOOSTER.trees.map((tree) => ({
    ...tree,
    value: tree.value.map((value, node) => (tree.left[node] === -1 ? value / 1000 : value)),
  })),
};
const ROWS = [
  [0.1, 18.7],
  [0.0999, 0],
  [5, 18.69],
  [5, Number.NaN],
  [Number.NaN, 20],
];

const PREDICT = `
import json
import sys
import trees
model = trees.Model(open(sys.argv[1], "rb").read())
rows = [[0.1, 18.7], [0.0999, 0], [5, 18.69], [5, float("nan")], [float("nan"), 20]]
print(json.dumps(model.predict(rows).tolist()))
print(model.show(0, ["bill", "flipper"]))
`;

describe.skipIf(python === '')('a model as XGBoost saves it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-model-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const document = JSON.parse(modelText(BOOSTER)) as object;
  const env = { PATH: process.env['PATH'] ?? '', PYTHONPATH: fileURLToPath(NOTEBOOKS), PYTHONDONTWRITEBYTECODE: '1' };

  async function readInPython(file: Uint8Array) {
    const path = join(folder, 'xgboost-model');
    writeFileSync(path, file);
    return run(python, ['-c', PREDICT, path], env);
  }

  it.each([
    ['JSON', Buffer.from(modelText(BOOSTER))],
    ['UBJSON', ubjson(document)],
    ['UBJSON without types and counts', untyped(document)],
  ])('is read from %s, and predicts as an endpoint would', async (_, file) => {
    const { stdout, stderr } = await readInPython(file);
    expect(stderr).toBe('');
    const [predictions = '', ...words] = stdout.trimEnd().split('\n');
    expect(JSON.parse(predictions)).toEqual(predict(BOOSTER, ROWS).flat());
    expect(words).toEqual([
      'if bill < 0.1:',
      '    -85.2',
      'else:',
      '    if flipper < 18.7:',
      '        +12.5',
      '    else:',
      '        +300.0',
    ]);
  });

  it.each([
    ['the chance of one of two classes', { ...SMALL, objective: 'binary:logistic', baseMargins: [-2] }],
    ['a chance for each class', { ...SMALL, objective: 'multi:softprob', baseMargins: [0.5, -0.5], groups: [0, 1] }],
  ])('gives %s, as an endpoint would', async (_, booster) => {
    const { stdout, stderr } = await readInPython(Buffer.from(modelText(booster)));
    expect(stderr).toBe('');
    const close = (answer: readonly number[]) => answer.map((value) => expect.closeTo(value, 6) as number);
    const answers = predict(booster, ROWS).map(close);
    expect(JSON.parse(stdout.split('\n', 1)[0] ?? '')).toEqual(answers[0]?.length === 1 ? answers.flat() : answers);
    expect(stdout).toContain('    -0.085\n');
  });

  it('is refused where its predictions are of another kind', async () => {
    const file = Buffer.from(modelText({ ...BOOSTER, objective: 'count:poisson' }));
    const { stderr } = await readInPython(file);
    expect(stderr).toContain('this model was trained for count:poisson');
    expect(stderr).toContain('binary:logistic, multi:softprob');
  });

  it('is refused where it was cut short', async () => {
    const { stderr } = await readInPython(ubjson(document).subarray(0, 200));
    expect(stderr).toContain("the model is not in one of XGBoost's own formats");
  });
});

/** UBJSON as other programs may write it: each number with its type, lists with an end. */
function untyped(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from('SU'), sized(value)]);
  if (typeof value === 'number') {
    const number = Buffer.alloc(9, 'D');
    number.writeDoubleBE(value, 1);
    return number;
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from('['), ...value.map(untyped), Buffer.from(']')]);
  const members = Object.entries(value as object).map(([key, member]) =>
    Buffer.concat([Buffer.from('U'), sized(key), untyped(member)]),
  );
  return Buffer.concat([Buffer.from('{'), ...members, Buffer.from('}')]);
}

function sized(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
}
