import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { own } from '../own.ts';

/** Whether a condition holds, given the values of parameters. */
type Condition = (values: Readonly<Record<string, string>>) => boolean;

interface Counted {
  readonly defaults: Readonly<Record<string, string>>;
  /** Of each resource; absent where it is created in any case. */
  readonly conditions: readonly (Condition | undefined)[];
}

/** Labs have few templates, and all labs of a class the same ones. */
const known = new Map<string, Counted>();

/** How many resources a stack of this template has, going by its conditions. */
export function resourceCount(template: string, parameters: Readonly<Record<string, string>>): number {
  const counted = known.get(template) ?? read(template);
  known.set(template, counted);
  const values = { ...counted.defaults, ...parameters };
  return counted.conditions.filter((holds) => holds?.(values) ?? true).length;
}

function read(template: string): Counted {
  const document = parseDocument(template, { logLevel: 'silent' });
  const conditions = entriesOf(document.get('Conditions'));
  const named = new Map(conditions.map(([name, node]) => [name, node]));
  const resources = entriesOf(document.get('Resources'));
  return {
    defaults: Object.fromEntries(
      entriesOf(document.get('Parameters')).flatMap(([name, node]) => {
        const given: unknown = isMap(node) ? node.get('Default') : undefined;
        return given === undefined ? [] : [[name, String(given)]];
      }),
    ),
    conditions: resources.map(([, node]) => {
      const name: unknown = isMap(node) ? node.get('Condition') : undefined;
      return typeof name === 'string' ? conditionOf(named.get(name), named) : undefined;
    }),
  };
}

function entriesOf(node: unknown): [string, unknown][] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', value]);
}

/** Short forms of the functions of conditions (CloudFormation user guide, "Condition functions"). */
function conditionOf(node: unknown, named: ReadonlyMap<string, unknown>): Condition {
  const parts = isSeq(node) ? node.items.map((each) => (isAlias(each) ? undefined : each)) : [];
  const inner = () => parts.map((each) => conditionOf(each, named));
  switch (tagOf(node)) {
    case '!Not': {
      const [first] = inner();
      return (values) => !first?.(values);
    }
    case '!And': {
      const all = inner();
      return (values) => all.every((holds) => holds(values));
    }
    case '!Or': {
      const any = inner();
      return (values) => any.some((holds) => holds(values));
    }
    case '!Condition':
      return conditionOf(named.get(isScalar(node) ? String(node.value) : ''), named);
    case '!Equals': {
      const [one, other] = parts;
      return (values) => valueOf(one, values) === valueOf(other, values);
    }
    default:
      throw new Error('the template has a condition that is not understood');
  }
}

function valueOf(node: unknown, values: Readonly<Record<string, string>>): string | undefined {
  const text = isScalar(node) ? String(node.value) : undefined;
  return tagOf(node) === '!Ref' ? own(values, text ?? '') : text;
}

function tagOf(node: unknown): string | undefined {
  return isScalar(node) || isSeq(node) || isMap(node) ? node.tag : undefined;
}
