/**
 * Writes data/api-limits.json: the lengths, ranges, patterns, enumerations and required members of the operations that the sandbox
 * implements. The SDK's clients carry none of them, the models of botocore (Apache-2.0) do. Run with the folder of the models,
 * and commit the result:
 *
 *   node scripts/extract-api-limits.js "$(python3 -c 'import botocore; print(botocore.__path__[0])')/data"
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadSource } from './load-source.js';

const { SERVICES } = /** @type {typeof import('../src/sandbox/services/index.ts')} */ (
  await loadSource('src/sandbox/services/index.ts')
);

/**
 * @typedef {{ shape: string, idempotencyToken?: boolean }} Ref
 * @typedef {{
 *   type: string, required?: string[], members?: Record<string, Ref>, member?: Ref, key?: Ref, value?: Ref,
 *   min?: number, max?: number, pattern?: string, enum?: string[], sensitive?: boolean,
 * }} ModelShape
 * @typedef {{ shapes: Record<string, ModelShape>, operations: Record<string, { input?: Ref }> }} Model
 * @typedef {{
 *   required?: string[], members?: Record<string, string>, item?: string, key?: string, value?: string,
 *   min?: number, max?: number, pattern?: string, enum?: string[], sensitive?: true,
 * }} Limits
 */

/** By signing name. EC2 and S3 have refusals of their own form, and hardly any limits in their models. */
const MODELS = {
  cloudformation: ['cloudformation'],
  codepipeline: ['codepipeline'],
  events: ['events'],
  iam: ['iam'],
  kms: ['kms'],
  lambda: ['lambda'],
  logs: ['logs'],
  monitoring: ['cloudwatch'],
  sagemaker: ['sagemaker', 'sagemaker-runtime'],
  servicecatalog: ['servicecatalog'],
  sns: ['sns'],
  ssm: ['ssm'],
  sts: ['sts'],
};

/** Longer ones are lists of instance types and the like, which the sandbox has tables of its own for. */
const MOST_VALUES = 100;

const folder = process.argv[2] ?? '';
const services = Object.entries(MODELS).map(([name, models]) => [name, limitsOf(name, models)]);
writeFileSync(new URL('../data/api-limits.json', import.meta.url), written(Object.fromEntries(services)));

/**
 * @param {string} name
 * @param {readonly string[]} models
 */
function limitsOf(name, models) {
  const implemented = Object.keys(SERVICES.find((service) => service.name === name)?.operations ?? {});
  /** @type {Record<string, Limits>} */
  const shapes = {};
  /** @type {Record<string, string>} */
  const operations = {};
  for (const model of models.map(modelOf)) {
    for (const operation of implemented) {
      const input = model.operations[operation]?.input?.shape;
      if (input && keep(model, input, shapes)) operations[operation] = input;
    }
  }
  return { operations, shapes };
}

/**
 * @param {string} service
 * @returns {Model}
 */
function modelOf(service) {
  const version = readdirSync(join(folder, service)).sort().at(-1) ?? '';
  return JSON.parse(gunzipSync(readFileSync(join(folder, service, version, 'service-2.json.gz'))).toString());
}

/**
 * Keeps a shape and all below it that limit anything; says whether this one does.
 *
 * @param {Model} model
 * @param {string} name
 * @param {Record<string, Limits>} shapes
 * @param {readonly string[]} above
 * @returns {boolean}
 */
function keep(model, name, shapes, above = []) {
  if (name in shapes || above.includes(name)) return true;
  const shape = model.shapes[name];
  if (!shape) return false;
  /** @param {Ref | undefined} ref */
  const kept = (ref) => (ref && keep(model, ref.shape, shapes, [...above, name]) ? ref.shape : undefined);
  const members = Object.entries(shape.members ?? {}).flatMap(([member, ref]) => {
    const limited = kept(ref);
    return limited ? [[member, limited]] : [];
  });
  // Tokens of idempotency are what clients fill in by themselves.
  const required = shape.required?.filter((member) => !shape.members?.[member]?.idempotencyToken) ?? [];
  const values = shape.enum && shape.enum.length <= MOST_VALUES ? shape.enum : undefined;
  const [item, key, value] = [kept(shape.member), kept(shape.key), kept(shape.value)];
  const limits = {
    ...(required.length > 0 && { required }),
    ...(members.length > 0 && { members: Object.fromEntries(members) }),
    ...(item && { item }),
    ...(key && { key }),
    ...(value && { value }),
    ...(shape.min !== undefined && { min: shape.min }),
    ...(shape.max !== undefined && { max: shape.max }),
    ...(shape.pattern !== undefined && isReadable(shape.pattern) && { pattern: shape.pattern }),
    ...(values && { enum: values }),
  };
  if (Object.keys(limits).length === 0) return false;
  shapes[name] = { ...limits, ...(shape.sensitive && { sensitive: true }) };
  return true;
}

/** Whether JavaScript reads a pattern, which AWS writes for Java. @param {string} pattern */
function isReadable(pattern) {
  try {
    return new RegExp(pattern, pattern.includes('\\p') ? 'u' : '') instanceof RegExp;
  } catch {
    console.warn(`left out: ${pattern}`);
    return false;
  }
}

/**
 * One shape a line, so that a change of a limit is a change of a line.
 *
 * @param {Record<string, { operations: object, shapes: object }>} all
 */
function written(all) {
  /** @param {object} members */
  const lines = (members) =>
    Object.entries(members)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  const services = Object.entries(all).map(
    ([name, { operations, shapes }]) =>
      `${JSON.stringify(name)}:{"operations":{\n${lines(operations)}},\n"shapes":{\n${lines(shapes)}}}`,
  );
  return `{${services.join(',\n')}}\n`;
}
