import type { NormalizedSchema } from '@smithy/core/schema';
import { put } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';

/** Splits a form's keys at their dots: `Tags.member.1.Key=a` becomes `{Tags: {member: {1: {Key: 'a'}}}}`. */
interface FormNode {
  text?: string;
  readonly children: Map<string, FormNode>;
}

/**
 * Reads the input of an operation from a form, as defined by the awsQuery and ec2Query protocols (smithy.io:
 * aws.protocols#awsQuery, aws.protocols#ec2Query).
 */
export function decodeForm(schema: NormalizedSchema, form: URLSearchParams, flavour: 'query' | 'ec2'): object {
  if (schema.isUnitSchema()) return {};
  return readStructure(schema, treeOf(form), flavour);
}

function treeOf(form: URLSearchParams): FormNode {
  const root: FormNode = { children: new Map() };
  for (const [key, value] of form) {
    let node = root;
    for (const part of key.split('.')) {
      const next: FormNode = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, next);
      node = next;
    }
    node.text = value;
  }
  return root;
}

function readStructure(schema: NormalizedSchema, node: FormNode, flavour: 'query' | 'ec2'): object {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(memberKey(name, member, flavour));
    if (child) put(result, name, readValue(member, child, flavour));
  }
  return result;
}

function memberKey(name: string, member: NormalizedSchema, flavour: 'query' | 'ec2'): string {
  const { xmlName, ec2QueryName } = traitsOf(member);
  if (flavour === 'query') return xmlName ?? name;
  return ec2QueryName ?? capitalised(xmlName ?? name);
}

function readValue(schema: NormalizedSchema, node: FormNode, flavour: 'query' | 'ec2'): unknown {
  if (schema.isListSchema()) return readList(schema, node, flavour);
  if (schema.isMapSchema()) return readMap(schema, node, flavour);
  if (schema.isStructSchema()) return readStructure(schema, node, flavour);
  return readScalar(schema, node.text ?? '', flavour);
}

function readList(schema: NormalizedSchema, node: FormNode, flavour: 'query' | 'ec2'): unknown[] {
  const flat = flavour === 'ec2' || traitsOf(schema).xmlFlattened;
  const itemName = traitsOf(schema.getValueSchema()).xmlName ?? 'member';
  const items = flat ? node : (node.children.get(itemName) ?? node.children.get('member'));
  return numbered(items).map((item) => readValue(schema.getValueSchema(), item, flavour));
}

function readMap(schema: NormalizedSchema, node: FormNode, flavour: 'query' | 'ec2'): object {
  const entries = traitsOf(schema).xmlFlattened ? node : node.children.get('entry');
  const keyName = traitsOf(schema.getKeySchema()).xmlName ?? 'key';
  const valueName = traitsOf(schema.getValueSchema()).xmlName ?? 'value';
  return Object.fromEntries(
    numbered(entries).map((entry) => {
      const value = entry.children.get(valueName) ?? { children: new Map() };
      return [entry.children.get(keyName)?.text ?? '', readValue(schema.getValueSchema(), value, flavour)];
    }),
  );
}

function numbered(node: FormNode | undefined): FormNode[] {
  return [...(node?.children ?? [])]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

function readScalar(schema: NormalizedSchema, text: string, flavour: 'query' | 'ec2'): unknown {
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema()) return readable(numberIn(text), flavour, `'${text}' is not a number`);
  if (schema.isTimestampSchema()) return readable(new Date(text), flavour, 'timestamp must follow ISO8601');
  if (schema.isBlobSchema()) return Buffer.from(text, 'base64');
  return ofItsOwn(text);
}

/** A decimal number; others that JavaScript takes for one are none, nor is nothing. */
function numberIn(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Refuses what no number or time can be read from. Sources: amazonka #495, aws-azure-login #30; EC2, "Error codes". */
function readable<Value extends number | Date>(value: Value, flavour: 'query' | 'ec2', problem: string): Value {
  if (Number.isFinite(Number(value))) return value;
  throw new AwsError(flavour === 'ec2' ? 'InvalidParameterValue' : 'MalformedInput', problem);
}

/** V8 keeps a part of a text by keeping all of it, and what a request names may be kept for long. */
function ofItsOwn(text: string): string {
  return Buffer.from(text).toString();
}

interface NameTraits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
  readonly xmlFlattened?: unknown;
}

function traitsOf(schema: NormalizedSchema): NameTraits {
  return schema.getMergedTraits();
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
