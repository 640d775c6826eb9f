import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { predict, type Booster } from '../../../../../src/sandbox/xgboost/booster.ts';
import { packModel, unpackModels } from '../../../../../src/sandbox/xgboost/model-archive.ts';
import { readModelFile, writeModelFile } from '../../../../../src/sandbox/xgboost/model-file.ts';
import { ubjson } from './ubjson.ts';

/** Splits at 200 on the third feature, then on the fourth below it; missing values go right, then left. */
const TREE = {
  base_weights: [0, 0, 300, 100, 200],
  default_left: [0, 1, 0, 0, 0],
  left_children: [1, 3, -1, -1, -1],
  right_children: [2, 4, -1, -1, -1],
  split_conditions: [200, 0.5, 300, 100, 200],
  split_indices: [2, 3, 0, 0, 0],
  split_type: [0, 0, 0, 0, 0],
};

const document = (more: object = {}, parameters: object = {}, tree: object = TREE) => ({
  learner: {
    attributes: {},
    feature_names: [],
    gradient_booster: {
      name: 'gbtree',
      model: { gbtree_model_param: { num_trees: '1' }, tree_info: [0], trees: [tree] },
    },
    learner_model_param: { base_score: '4E3', num_class: '0', num_feature: '4', num_target: '1', ...parameters },
    objective: { name: 'reg:squarederror', reg_loss_param: { scale_pos_weight: '1' } },
    ...more,
  },
  version: [3, 2, 0],
});

const CLASSES = { objective: { name: 'multi:softprob', softmax_multiclass_param: { num_class: '3' } } };

function withGroups(tree_info: readonly number[]) {
  return { gradient_booster: { name: 'gbtree', model: { ...document().learner.gradient_booster.model, tree_info } } };
}

const file = (value: object) => Buffer.from(JSON.stringify(value));
const ROWS = [
  [0, 0, 190, 0],
  [0, 0, 190, 1],
  [0, 0, 200, 1],
  [0, 0, NaN, 1],
  [0, 0, 190, NaN],
];
const PREDICTIONS = [4100, 4200, 4300, 4300, 4100];

describe('a model that XGBoost saved', () => {
  it.each([
    ['JSON', file(document())],
    ['JSON of 3.1 and later', file(document({}, { base_score: '[4.000E3]' }))],
    ['UBJSON', ubjson(document())],
  ])('as %s is read and predicts', (_form, bytes) => {
    expect(predict(readModelFile(bytes), ROWS).flat()).toEqual(PREDICTIONS);
  });

  it('predicts in its objective’s unit', () => {
    const logistic = document(
      { objective: { name: 'binary:logistic' } },
      { base_score: '5E-1' },
      { ...TREE, split_conditions: [200, 0.5, 0, -2, 2] },
    );
    const [low = 0, high = 0, even] = predict(readModelFile(file(logistic)), ROWS).flat();
    expect(low).toBeCloseTo(0.1192, 4);
    expect(high).toBeCloseTo(1 - low, 6);
    expect(even).toBe(0.5);
    const counts = document(
      { objective: { name: 'count:poisson' } },
      { base_score: '2E0' },
      { ...TREE, split_conditions: [200, 0.5, 0, -1, 1] },
    );
    expect(predict(readModelFile(file(counts)), ROWS)[1]?.[0]).toBeCloseTo(2 * Math.E, 5);
  });

  it('of several classes adds each tree to the output of its class', () => {
    const leaf = (value: number) => ({ ...TREE, left_children: [-1], right_children: [-1], split_conditions: [value] });
    const model = { gbtree_model_param: {}, tree_info: [0, 1, 2, 2], trees: [0, 1, 2, 3].map(leaf) };
    const classes = (name: string, base_score: string) =>
      document({ gradient_booster: { name: 'gbtree', model }, objective: { name } }, { num_class: '3', base_score });
    const powers = [0.5, 2, 5].map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const read of [file, ubjson]) {
      const [[low, middle, high] = []] = predict(
        readModelFile(read(classes('multi:softprob', '[5E-1,1E0,0E0]'))),
        ROWS,
      );
      expect([low, middle, high]).toEqual(powers.map((power) => expect.closeTo(power / sum, 6) as number));
    }
    expect(predict(readModelFile(file(classes('multi:softmax', '5E-1'))), ROWS.slice(0, 1))).toEqual([[2]]);
  });

  it('weighs the trees of a booster that dropped some', () => {
    const gradient_booster = { ...document().learner.gradient_booster, name: 'gbtree' };
    const dart = document({ gradient_booster: { name: 'dart', gbtree: gradient_booster, weight_drop: [0.25] } });
    for (const bytes of [file(dart), ubjson(dart)]) {
      expect(predict(readModelFile(bytes), ROWS).flat()).toEqual([4025, 4050, 4075, 4075, 4025]);
    }
  });

  it('adds up the features of a linear booster, of which missing ones count nothing', () => {
    const linear = document({ gradient_booster: { name: 'gblinear', model: { weights: [1, 1, 2, 100, 50] } } });
    expect(predict(readModelFile(file(linear)), [...ROWS, [0, 0, 190]]).flat()).toEqual([
      4430, 4530, 4550, 4150, 4430, 4430,
    ]);
  });

  it.each([
    ['a pickle', Buffer.from([0x80, 0x04, 0x95]), /no model of XGBoost in JSON or UBJSON/],
    ['nothing', Buffer.alloc(0), /no model of XGBoost/],
    ['JSON that breaks off', file(document()).subarray(0, 200), /JSON/],
    ['UBJSON that breaks off', ubjson(document()).subarray(0, 300), /./],
    ['another document', file({ trees: [] }), /learner/],
    ['several outputs that are no classes', file(document({}, { num_class: '3' })), /only if they are classes/],
    ['several targets', file(document({}, { num_target: '2' })), /only if they are classes/],
    [
      'classes with scores for others',
      file(document(CLASSES, { num_class: '3', base_score: '[0E0,0E0]' })),
      /2 scores for 3/,
    ],
    ['trees without their outputs', file(document(withGroups([]))), /tree_info.*\(0 vs\. 1\)/],
    ['trees of an output that is not there', file(document(withGroups([1]))), /no tree to output 1 of 1/],
    [
      'leaves of several values',
      file(document({}, {}, { ...TREE, tree_param: { size_leaf_vector: '3' } })),
      /several values/,
    ],
    ['an unknown booster', file(document({ gradient_booster: { name: 'forest' } })), /gradient_booster/],
    ['an unknown objective', file(document({ objective: { name: 'rank:ndcg' } })), /rank:ndcg/],
    ['categorical splits', file(document({}, {}, { ...TREE, split_type: [1, 0, 0, 0, 0] })), /categorical/],
  ])('is not read as %s', (_what, bytes, message) => {
    expect(() => readModelFile(bytes)).toThrow(message);
  });

  it('is written so that XGBoost reads it: numbers with an exponent, counts and nodes without', () => {
    const text = Buffer.from(writeModelFile(readModelFile(file(document())))).toString();
    const listsOf = (name: string) =>
      [...text.matchAll(new RegExp(`"${name}":\\[([^\\]]*)\\]`, 'g'))].map(([, list]) => list);
    expect(listsOf('split_conditions')).toEqual(['2E2,5E-1,3E2,1E2,2E2']);
    for (const name of ['base_weights', 'loss_changes', 'sum_hessian']) {
      expect(listsOf(name)).toEqual([expect.stringMatching(/^(-?\d(\.\d+)?E-?\d+,?){5}$/)]);
    }
    for (const name of ['left_children', 'right_children', 'parents', 'split_indices', 'split_type', 'default_left']) {
      expect(listsOf(name)).toEqual([expect.stringMatching(/^(-?\d+,?){5}$/)]);
    }
    for (const name of ['categories', 'categories_nodes', 'categories_segments', 'categories_sizes']) {
      expect(listsOf(name)).toEqual(['']);
    }
  });

  it('survives being written and packed', () => {
    // JSON has no negative zero.
    const number = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const tree = fc.record({
      threshold: number,
      below: number,
      above: number,
      missing: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), fc.constantFrom(1, 3), number, (some, outputs, baseMargin) => {
        const trees = Array.from({ length: outputs }, () => some).flat();
        const booster: Booster = {
          objective: outputs > 1 ? 'multi:softprob' : 'reg:squarederror',
          baseMargins: Array.from({ length: outputs }, (_, output) => Math.fround(baseMargin / (output + 1)) + 0),
          features: 1,
          trees: trees.map(({ threshold, below, above, missing }) => ({
            left: [1, -1, -1],
            right: [2, -1, -1],
            feature: [0, 0, 0],
            value: [threshold, below, above],
            defaultLeft: [missing, false, false],
          })),
          groups: trees.map((_, at) => at % outputs),
        };
        expect(readModelFile(modelIn(packModel(writeModelFile(booster))))).toEqual(booster);
      }),
    );
  });
});

describe('model.tar.gz', () => {
  it('is the same for the same model', () => {
    const packed = packModel(file(document()));
    expect(Buffer.from(packed).equals(packModel(file(document())))).toBe(true);
    expect(Buffer.from(modelIn(packed)).equals(file(document()))).toBe(true);
  });

  it('may hold folders and hidden files besides the model', () => {
    const model = file(document());
    const archive = tar([
      ['./', '5', Buffer.alloc(0)],
      ['./._xgboost-model', '0', Buffer.from('of macOS')],
      ['code/inference.py', '0', Buffer.from('print()')],
      ['./xgboost-model', '0', model],
    ]);
    expect(Buffer.from(modelIn(archive)).equals(model)).toBe(true);
  });

  it.each([
    ['is empty', tar([])],
    ['holds only hidden files', tar([['.hidden', '0', Buffer.from('x')]])],
    ['breaks off', gzipSync(packedTar([['model', '0', Buffer.alloc(2000)]]).subarray(0, 1000))],
    ['is no archive', Buffer.from('model')],
  ])('that %s has no model', (_what, bytes) => {
    expect(() => unpackModels(bytes)).toThrow();
  });
});

function modelIn(archive: Uint8Array): Uint8Array {
  const [model, ...others] = unpackModels(archive);
  expect(others).toEqual([]);
  return model?.content ?? new Uint8Array();
}

type Entry = readonly [name: string, type: string, content: Buffer];

function tar(entries: readonly Entry[]): Buffer {
  return gzipSync(packedTar(entries));
}

function packedTar(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(([name, type, content]) => {
    const header = Buffer.alloc(512);
    header.write(name);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write(type, 156);
    return [header, content, Buffer.alloc(-content.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
