import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

import { own } from '../../../own.ts';
import { indentedText } from './loose-indentation.ts';
import { type AwsError, validationError } from '../../kernel/aws-error.ts';

/** What a template's text says, in JSON's terms: short forms (`!Ref`) are written out (`{ Ref: … }`). */
export function readTemplateText(text: string): unknown {
  return text.trimStart().startsWith('{') ? readJson(text) : readYaml(text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { line, col } = whereBroken(text);
    throw notWellFormed('JSON', line, col);
  }
}

/** JavaScript's own parser does not always say where; JSON is YAML too, and that parser does. */
function whereBroken(text: string): { readonly line: number; readonly col: number } {
  const lines = new LineCounter();
  const [error] = parseDocument(text, { logLevel: 'silent', lineCounter: lines }).errors;
  return lines.linePos(error?.pos[0] ?? text.length);
}

function readYaml(text: string): unknown {
  const asWritten = parsed(text);
  const { document, lines } = asWritten.document.errors.length === 0 ? asWritten : parsed(indentedText(text));
  const [error] = document.errors;
  if (error) throw yamlError(lines, error.pos[0]);
  return plain(document.contents, lines);
}

/**
 * YAML 1.1 without its timestamps, as the user guide's page on template formats has it. Of a key that is there twice the last
 * value counts (users' reports, cdk-real-drift#1074).
 */
function parsed(text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
    lineCounter: lines,
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
  });
  return { document, lines };
}

function plain(node: unknown, lines: LineCounter): unknown {
  if (isAlias(node)) throw validationError('Template error: YAML aliases are not allowed in CloudFormation templates');
  const value = untagged(node, lines);
  return isMap(node) || isSeq(node) || isScalar(node) ? writtenOut(node, value, lines) : value;
}

function untagged(node: unknown, lines: LineCounter): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item, lines));
  if (!isMap(node)) return null;
  return Object.fromEntries(
    node.items.map(({ key, value }) => [String(isScalar(key) ? (key.source ?? key.value) : key), plain(value, lines)]),
  );
}

const SHORT_FORMS: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!Condition': 'Condition',
  ...Object.fromEntries(
    // oxfmt-ignore
    ['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'].map(
      (name) => [`!${name}`, `Fn::${name}`],
    ),
  ),
};

function writtenOut(node: Node, value: unknown, lines: LineCounter): unknown {
  const { tag } = node;
  if (!tag?.startsWith('!') || tag === '!') return value;
  const name = own(SHORT_FORMS, tag);
  if (!name) throw yamlError(lines, node.range?.[0] ?? 0);
  return { [name]: name === 'Fn::GetAtt' && typeof value === 'string' ? attributePath(value) : value };
}

/** `Logical.Attribute`, where the attribute may have dots of its own. */
export function attributePath(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function yamlError(lines: LineCounter, offset: number): AwsError {
  const { line, col } = lines.linePos(offset);
  return notWellFormed('YAML', line, col);
}

function notWellFormed(language: 'JSON' | 'YAML', line: number, column: number): AwsError {
  return validationError(`Template format error: ${language} not well-formed. (line ${line}, column ${column})`);
}
