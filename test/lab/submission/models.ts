/** Models as XGBoost saves them, made by hand. */

export interface TestTree {
  readonly left_children: readonly number[];
  readonly right_children: readonly number[];
  readonly split_indices: readonly number[];
  readonly split_conditions: readonly number[];
  readonly default_left: readonly number[];
  readonly split_type?: readonly number[];
}

/** Asks whether the flipper is shorter than 205 mm. */
export const STUMP: TestTree = {
  left_children: [1, -1, -1],
  right_children: [2, -1, -1],
  split_indices: [2, 0, 0],
  split_conditions: [205, -500, 500],
  default_left: [1, 0, 0],
};

export interface TestModel {
  readonly trees?: readonly unknown[];
  readonly objective?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly model?: object;
  /** Another kind of booster. */
  readonly booster?: object;
}

export function modelDocument({ objective, parameters, booster, ...forest }: TestModel = {}) {
  return {
    learner: {
      attributes: {},
      learner_model_param: { base_score: '[4.2E3]', num_class: '0', num_feature: '6', num_target: '1', ...parameters },
      objective: { name: objective ?? 'reg:squarederror' },
      gradient_booster: booster ?? forestOf(forest),
    },
    version: [3, 2, 0],
  };
}

function forestOf({ trees = [STUMP], model }: Pick<TestModel, 'trees' | 'model'> = {}) {
  const tree_info = trees.map(() => 0);
  return { name: 'gbtree', model: { trees, tree_info, iteration_indptr: [0, trees.length], ...model } };
}

export function dartOf(weight_drop: readonly unknown[], trees: TestModel['trees'] = [STUMP]) {
  return { name: 'dart', gbtree: forestOf({ trees }), weight_drop };
}

export function linearOf(weights: readonly unknown[]) {
  return { name: 'gblinear', model: { boosted_rounds: 1, weights } };
}

export function modelJson(model?: TestModel): Uint8Array {
  return Buffer.from(JSON.stringify(modelDocument(model)));
}

/** The same value in UBJSON, with lists of numbers in the typed form in which XGBoost writes them. */
export function ubjsonOf(value: unknown): Buffer {
  if (Array.isArray(value)) return listOf(value);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).flatMap(([name, each]) => [sized(name), ubjsonOf(each)]);
    return Buffer.concat([Buffer.from('{'), ...members, Buffer.from('}')]);
  }
  return typeof value === 'string' ? Buffer.concat([Buffer.from('S'), sized(value)]) : double(Number(value), true);
}

function listOf(items: readonly unknown[]): Buffer {
  const [type, content] = items.every((item) => typeof item === 'number')
    ? ['$D', items.map((item) => double(item, false))]
    : ['', items.map(ubjsonOf)];
  return Buffer.concat([Buffer.from(`[${type}#`), length(items.length), ...content]);
}

function sized(text: string): Buffer {
  return Buffer.concat([length(Buffer.byteLength(text)), Buffer.from(text)]);
}

function length(count: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.write('L');
  bytes.writeBigInt64BE(BigInt(count), 1);
  return bytes;
}

function double(value: number, marked: boolean): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return marked ? Buffer.concat([Buffer.from('D'), bytes]) : bytes;
}
