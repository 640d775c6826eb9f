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
      objective: { name: objective ?? 'reg:squarederror', ...OWN_PARAMETERS },
      gradient_booster: booster ?? forestOf(forest),
    },
    version: [3, 2, 0],
  };
}

/** Each objective reads what it is called by. */
const OWN_PARAMETERS = {
  reg_loss_param: { scale_pos_weight: '1' },
  tweedie_regression_param: { tweedie_variance_power: '1.5' },
  softmax_multiclass_param: { num_class: '3' },
};

function forestOf({ trees = [STUMP], model }: Pick<TestModel, 'trees' | 'model'> = {}) {
  const tree_info = trees.map(() => 0);
  const gbtree_model_param = { num_parallel_tree: '1', num_trees: String(trees.length) };
  const whole = trees.map((tree, id) => (isTree(tree) ? wholeTree(tree, id) : tree));
  return {
    name: 'gbtree',
    model: { gbtree_model_param, trees: whole, tree_info, iteration_indptr: [0, trees.length], ...model },
  };
}

function isTree(tree: unknown): tree is TestTree {
  return typeof tree === 'object' && tree !== null && 'left_children' in tree;
}

/** With what XGBoost reads besides. */
export function wholeTree(tree: TestTree, id: number): Readonly<Record<string, unknown>> {
  const nodes = tree.left_children.map(() => 0);
  const sameForAll = (names: readonly string[], value: unknown) =>
    Object.fromEntries(names.map((name) => [name, value]));
  return {
    id,
    tree_param: { num_deleted: '0', num_feature: '6', num_nodes: String(nodes.length), size_leaf_vector: '1' },
    ...sameForAll(['base_weights', 'loss_changes', 'sum_hessian', 'parents', 'split_type'], nodes),
    ...sameForAll(['categories', 'categories_nodes', 'categories_segments', 'categories_sizes'], []),
    ...tree,
  };
}

export function dartOf(weight_drop: readonly unknown[], trees: TestModel['trees'] = [STUMP]) {
  return { name: 'dart', gbtree: forestOf({ trees }), weight_drop };
}

export function linearOf(weights: readonly unknown[]) {
  return { name: 'gblinear', model: { boosted_rounds: 1, weights } };
}

export function modelJson(model?: TestModel): Uint8Array {
  return Buffer.from(asXgboostWrites(JSON.stringify(modelDocument(model))));
}

const FLOATS = /"(?:base_weights|loss_changes|sum_hessian|split_conditions|weight_drop|weights)":\s*\[[^\]]*\]/g;

/** XGBoost tells `5` from `5E0`. */
export function asXgboostWrites(json: string): string {
  return json.replace(FLOATS, (list) =>
    list.replace(/-?\d+(?=\s*[,\]])/g, (digits, at) => (/[.\deE+-]/.test(list[at - 1] ?? '') ? digits : `${digits}E0`)),
  );
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
