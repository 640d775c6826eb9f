import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packModel, readModel } from '../../../src/lab/submission/model.ts';
import { MODEL_LIMITS } from '../../../src/lab/submission/model-limits.ts';
import { Refusal } from '../../../src/lab/submission/refusal.ts';
import { bytes, modelArchive, type TarFile } from './archives.ts';
import {
  dartOf,
  linearOf,
  asXgboostWrites,
  modelDocument,
  modelJson,
  STUMP,
  ubjsonOf,
  type TestModel,
  type TestTree,
  wholeTree,
} from './models.ts';
import { PENGUINS } from '../../support/course.ts';

const MODEL: TarFile = { name: 'xgboost-model', content: modelJson() };

/** One for each feature, and the bias. */
const WEIGHTS = [10, 20, 12, 500, -300, 1200, 1800];
const CIRCLE: TestTree = { ...STUMP, left_children: [0, -1, -1] };

function read(content: Uint8Array) {
  return readModel(modelArchive([{ name: 'xgboost-model', content }]), PENGUINS);
}

describe('the archive of a model', () => {
  it.each<[string, readonly TarFile[]]>([
    ['one file', [MODEL]],
    [
      'one file in the current folder',
      [
        { name: './', type: '5', content: bytes('') },
        { ...MODEL, name: './m.json' },
      ],
    ],
    ['hidden files beside it, as macOS makes them', [{ name: '._xgboost-model' }, MODEL]],
    ['an extended header before it', [{ name: 'PaxHeader/x', type: 'x' }, MODEL]],
  ])('may hold %s', (_, files) => {
    expect(Buffer.from(readModel(modelArchive(files), PENGUINS).content)).toEqual(MODEL.content);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['no gzip', bytes('xgboost'), /is not packed with gzip/],
    ['no tar', gzipSync(bytes('x'.repeat(2000))), /is not a tar archive/],
    ['cut short', modelArchive([{ ...MODEL, content: new Uint8Array(5000) }]).subarray(0, 60), /cut short/],
    ['changed on the way', changed(modelArchive([MODEL])), /its checksum is wrong/],
    ['empty', modelArchive([]), /holds no model/],
    ['a folder', modelArchive([{ name: 'model/', type: '5', content: bytes('') }]), /holds no model/],
    ['only hidden', modelArchive([{ name: '.model' }]), /holds no model/],
    ['deep in folders', modelArchive([{ name: 'runs/7/xgboost-model' }]), /"7\/xgboost-model", which is in a folder/],
    ['a link', modelArchive([{ ...MODEL, type: '2' }]), /no regular file/],
    ['a file of nothing', modelArchive([{ ...MODEL, content: bytes('') }]), /"xgboost-model" is empty/],
    [
      'several models, which the container would average',
      modelArchive(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ ...MODEL, name }))),
      /holds 6 files \("a", "b", "c", "d", "e", …\)\. The container would average .* one model at a time: leave one$/,
    ],
  ])('that is %s is refused', (_, archive, problem) => {
    expect(() => readModel(archive, PENGUINS)).toThrow(problem);
  });

  it('is never passed on: what an endpoint gets holds nothing but the model, by a name that tells its format', () => {
    const submitted = [
      { name: '.hidden', content: bytes('cposix\nsystem\n.') },
      { ...MODEL, name: 'anything.pkl' },
    ];
    const packed = packModel(readModel(modelArchive(submitted), PENGUINS));
    const { name, content } = readModel(packed, PENGUINS);
    expect(name).toBe('xgboost-model.json');
    expect(Buffer.from(content)).toEqual(MODEL.content);
    expect(Buffer.from(packed)).toEqual(Buffer.from(packModel(readModel(packed, PENGUINS))));
  });
});

describe('a model', () => {
  it.each<[string, Uint8Array, string]>([
    ['JSON', modelJson(), 'xgboost-model.json'],
    [
      'JSON with space in it',
      bytes(asXgboostWrites(JSON.stringify(modelDocument(), undefined, 2))),
      'xgboost-model.json',
    ],
    ['UBJSON', ubjsonOf(modelDocument()), 'xgboost-model.ubj'],
    ['JSON that learnt otherwise', modelJson({ objective: 'reg:tweedie' }), 'xgboost-model.json'],
    ['JSON of trees that were dropped at times', modelJson({ booster: dartOf([0.5]) }), 'xgboost-model.json'],
    ['UBJSON of a linear booster', ubjsonOf(modelDocument({ booster: linearOf(WEIGHTS) })), 'xgboost-model.ubj'],
    [
      'JSON of more features than it is asked with',
      modelJson({ parameters: { num_feature: '8' }, trees: [{ ...STUMP, split_indices: [7, 0, 0] }] }),
      'xgboost-model.json',
    ],
    [
      'JSON with a base score as before XGBoost 3.1',
      modelJson({ parameters: { base_score: '4.2E3' } }),
      'xgboost-model.json',
    ],
  ])('may be %s', (_, content, name) => {
    expect(read(content).name).toBe(name);
  });

  const SAVE = /save it with booster\.save_model\("xgboost-model\.json"\) and pack that file alone$/;

  it.each<[string, Uint8Array, RegExp]>([
    [
      'a pickle',
      Buffer.from('\x80\x04\x95\x1d\0\0\0\0\0\0\0\x8c\x05posix.', 'latin1'),
      /is a pickle, which would execute code/,
    ],
    ['a pickle of protocol 0', bytes('cposix\nsystem\n(Vid\ntR.'), /is a pickle, which would execute code/],
    ['of the old binary format', bytes('binf\0\0\0'), /in XGBoost's old binary format/],
    ['something else', bytes('this is not a model at all'), /is no model of XGBoost in JSON or UBJSON/],
    ['JSON behind a space', Buffer.concat([bytes(' '), modelJson()]), /is no model of XGBoost in JSON or UBJSON/],
    ['JSON that breaks off', modelJson().subarray(0, 100), /is damaged: it is not valid JSON/],
    ['JSON with NaN', bytes('{"learner": {"base": NaN}}'), /numbers that are not finite/],
    ['UBJSON that breaks off', ubjsonOf(modelDocument()).subarray(0, 100), /is not valid UBJSON/],
    ['UBJSON with more behind it', Buffer.concat([ubjsonOf(modelDocument()), bytes('.')]), /something behind the end/],
    ['UBJSON of endless nothing', Buffer.from('{U\x01a[$Z#L\0\0\0\x7f\0\0\0\0}', 'latin1'), /impossible length/],
    ['UBJSON that nests for ever', bytes(`{U\x01a${'['.repeat(100_000)}`), /it is too much/],
  ])('that is %s is refused, and told how to be saved', (_, content, problem) => {
    expect(() => read(content)).toThrow(problem);
    expect(() => read(content)).toThrow(SAVE);
  });

  it.each<[string, TestModel, RegExp]>([
    [
      'fewer features',
      { parameters: { num_feature: '5' } },
      /has "5" features; the endpoint is asked with 6: bill_length_mm, /,
    ],
    ['too many features', { parameters: { num_feature: '1001' } }, /has "1001" features; at most 1000/],
    ['no number of features', { parameters: { num_feature: '6.5' } }, /has "6\.5" features/],
    ['another objective', { objective: 'binary:logistic' }, /objective is "binary:logistic"; .*reg:squarederror, /],
    ['several outputs', { parameters: { num_target: '2' } }, /several numbers a row/],
    ['several classes', { parameters: { num_class: '3' } }, /several numbers a row/],
    [
      'no kind of booster',
      { booster: { name: 'forest' } },
      /no model of XGBoost: .*gradient_booster\.name is .* wrong/,
    ],
    ['too few weights of its trees', { booster: dartOf([]) }, /its weights are not 1 finite numbers/],
    ['an endless weight', { booster: dartOf([1e39]) }, /its weights are not 1 finite numbers/],
    ['dropped trees that lead in a circle', { booster: dartOf([1], [CIRCLE]) }, /two ways to node/],
    ['no bias', { booster: linearOf(WEIGHTS.slice(1)) }, /its weights are not 7 finite numbers/],
    ['a weight that is no number', { booster: linearOf([...WEIGHTS.slice(1), '1']) }, /its weights are not 7/],
    ['no base score', { parameters: { base_score: '' } }, /base_score is ""/],
    ['an endless base score', { parameters: { base_score: '[1E39]' } }, /base_score is "\[1E39\]", which is no finite/],
    ['no trees', { trees: [] }, /has no trees/],
    ['a tree for another output', { model: { tree_info: [5] } }, /trees and their groups do not fit/],
    [
      'rounds of more trees than there are',
      { model: { iteration_indptr: [0, 9] } },
      /trees and their groups do not fit/,
    ],
    ['splits by category', { trees: [{ ...STUMP, split_type: [1, 0, 0] }] }, /splits by categories/],
    [
      'more trees than may be',
      { trees: Array.from({ length: 10_001 }, () => 0) },
      /10,001 trees or more; at most 10,000/,
    ],
    ['a child between nodes', { trees: [{ ...STUMP, left_children: [1.5, -1, -1] }] }, /numbers in left_children/],
    ['another count of trees', { model: { gbtree_model_param: { num_trees: '9' } } }, /num_trees is missing or wrong/],
    ['no count of trees', { model: { gbtree_model_param: {} } }, /gbtree_model_param\.num_trees is missing or wrong/],
    [
      'leaves of several values',
      { model: { gbtree_model_param: { num_trees: '1', size_leaf_vector: '2' } } },
      /size_leaf_vector/,
    ],
    ['a class that is no number', { parameters: { num_class: 'x' } }, /num_class is missing or wrong/],
    ['no output', { parameters: { num_target: '0' } }, /num_target is missing or wrong/],
    ['an objective without its parameters', { objective: 'count:poisson' }, /objective\.poisson_regression_param is/],
    ['something else for a tree', { trees: ['tree'] }, /tree 0 is damaged: it has no list left_children/],
  ])('with %s is refused', (_, model, problem) => {
    expect(() => read(modelJson(model))).toThrow(problem);
  });

  it('that is too large is refused', () => {
    const content = new Uint8Array(MODEL_LIMITS.bytes + 1).fill(0x20);
    content.set(bytes('{"'));
    expect(() => read(content)).toThrow(/has 20\.1 MB; at most 20 MB are allowed/);
  });

  it('that is nothing but brackets is refused before they take memory', () => {
    expect(() => read(bytes(`{"a":${'[{},'.repeat(1_000_000)}`))).toThrow(/too many lists and objects/);
  });
});

describe('a member that XGBoost reads and predicts nothing by', () => {
  const tree = wholeTree(STUMP, 0);
  it.each(Object.keys(tree).filter((name) => !(name in STUMP) && name !== 'split_type'))(
    'of a tree, %s, has to be there and sound',
    (name) => {
      const { [name]: taken, ...others } = tree;
      expect(taken).toBeDefined();
      for (const wrong of [undefined, null, 'x', [null], [7, 7]]) {
        const damaged = modelDocument({ model: { trees: [{ ...others, [name]: wrong }] } });
        expect(() => read(bytes(asXgboostWrites(JSON.stringify(damaged)))), JSON.stringify(wrong)).toThrow(name);
      }
    },
  );

  it.each([
    ['version', { version: [3, 2] }],
    ['version', { version: '3.2.0' }],
  ])('%s is refused as %j', (name, change) => {
    const damaged = { ...modelDocument(), ...change };
    expect(() => read(bytes(asXgboostWrites(JSON.stringify(damaged))))).toThrow(`${name} is missing or wrong`);
  });

  it.each([
    ['attributes', undefined],
    ['attributes', { best_iteration: 'x' }],
    ['attributes', { best_iteration: 3 }],
    ['feature_names', 'bill_length_mm'],
    ['feature_types', [1]],
  ])('%s is refused as %j', (name, value) => {
    const { learner, version } = modelDocument();
    const damaged = { learner: { ...learner, [name]: value }, version };
    expect(() => read(bytes(asXgboostWrites(JSON.stringify(damaged))))).toThrow(name);
  });

  it.each([
    ['base_weights', JSON.stringify(modelDocument())],
    ['weights', JSON.stringify(modelDocument({ booster: linearOf([1, 2, 3, 4, 5, 6, 7]) }))],
    ['tree_info', asXgboostWrites(JSON.stringify(modelDocument())).replace('"tree_info":[0]', '"tree_info":[0.0]')],
  ])('%s is refused with the kind of numbers that other programs write', (name, json) => {
    expect(() => read(bytes(json))).toThrow(`writes numbers in ${name} in a way that XGBoost does not read`);
  });
});

describe('a tree', () => {
  it.each<[string, Partial<TestTree>, RegExp]>([
    ['goes in a circle', { left_children: [1, 0, -1], right_children: [2, 2, -1] }, /two ways to node/],
    ['comes back to itself', { left_children: [0, -1, -1] }, /two ways to node 0/],
    ['leads out of its lists', { right_children: [99, -1, -1] }, /a child that is not there \(99\)/],
    ['has one child', { right_children: [-1, -1, -1] }, /a child that is not there \(-1\)/],
    ['asks for a feature that is not there', { split_indices: [6, 0, 0] }, /a split by feature 6/],
    ['asks for a feature below the first', { split_indices: [-1, 0, 0] }, /a split by feature -1/],
    ['has a leaf beyond single precision', { split_conditions: [205, 1e39, 0] }, /not finite/],
    ['has lists of several lengths', { default_left: [1] }, /lists of several lengths/],
    ['has text in a list', { split_conditions: ['205', 1, 2] as unknown as number[] }, /something else than numbers/],
  ])('that %s is refused', (_, change, problem) => {
    const trees = [STUMP, { ...STUMP, ...change }];
    expect(() => read(modelJson({ trees }))).toThrow(problem);
    expect(() => read(modelJson({ trees }))).toThrow(/tree 1 is damaged/);
  });

  it('may have pruned nodes that nothing leads to', () => {
    const pruned = { left_children: [-1, 5, -1], right_children: [-1, 5, -1], split_conditions: [1, 1e300, 1] };
    expect(() => read(modelJson({ trees: [{ ...STUMP, ...pruned }] }))).not.toThrow();
  });

  it('that is a list of one branch is refused beyond its depth', () => {
    const count = 2 * MODEL_LIMITS.depth + 5;
    const inner = Array.from({ length: count }, (_, node) => node % 2 === 0 && node + 2 < count);
    const children = (from: number) => inner.map((is, node) => (is ? node + from : -1));
    const zeros = inner.map(() => 0);
    const deep = { ...STUMP, left_children: children(1), right_children: children(2), split_indices: zeros };
    const trees = [{ ...deep, split_conditions: zeros, default_left: zeros }];
    expect(() => read(modelJson({ trees }))).toThrow(/levels or more; at most 256/);
  });
});

describe('whatever is submitted', () => {
  const inner = fc.integer({ min: -2, max: 8 });
  const list = fc.array(inner, { minLength: 3, maxLength: 6 });

  it('comes to an end, and what is taken is followed to a leaf from everywhere', () => {
    fc.assert(
      fc.property(list, list, list, (left_children, right_children, split_indices) => {
        const length = Math.min(left_children.length, right_children.length, split_indices.length);
        const [left, right, split] = [left_children, right_children, split_indices].map((each) =>
          each.slice(0, length),
        );
        const flat = { split_conditions: new Array(length).fill(1), default_left: new Array(length).fill(0) };
        const tree = { left_children: left, right_children: right, split_indices: split, ...flat };
        if (isRefused(modelJson({ trees: [tree] }))) return;
        expect(depthOf(left ?? [], right ?? [], 0, length)).toBeLessThan(length);
      }),
    );
  });

  it('is refused in words, never by a crash', () => {
    const [json, ubjson] = [modelJson(), ubjsonOf(modelDocument())];
    fc.assert(
      fc.property(fc.boolean(), fc.nat(), fc.integer({ min: 0, max: 255 }), (binary, at, byte) => {
        const content = Uint8Array.from(binary ? ubjson : json);
        content[at % content.length] = byte;
        isRefused(content);
      }),
    );
  });
});

function isRefused(content: Uint8Array): boolean {
  try {
    read(content);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** The longest way from a node to a leaf; more than `most` where it does not end. */
function depthOf(left: readonly number[], right: readonly number[], node: number, most: number): number {
  if (left[node] === -1 || most < 0) return 0;
  return 1 + Math.max(...[left, right].map((children) => depthOf(left, right, children[node] ?? -1, most - 1)));
}

/** With one bit of the checksum turned. */
function changed(archive: Uint8Array): Uint8Array {
  return archive.map((byte, at) => (at === archive.length - 8 ? byte ^ 1 : byte));
}
