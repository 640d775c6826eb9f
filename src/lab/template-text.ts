import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { ResourceChange } from './plan.ts';

/** Keeps short forms such as `!Ref` as tagged nodes; their meaning does not matter here. */
function parse(template: string, lineCounter = new LineCounter()): Document {
  return parseDocument(template, { lineCounter, logLevel: 'silent' });
}

/** CloudFormation returns templates with question marks instead of non-ASCII characters (aws-cdk#10523). */
export function isSameTemplate(given: string, wanted: string): boolean {
  const asGivenBack = (text: string) =>
    text
      .replace(/[\u{80}-\u{10ffff}]/gu, '?')
      .replaceAll('\r\n', '\n')
      .trimEnd();
  return given === wanted || asGivenBack(given) === asGivenBack(wanted);
}

/** The line on which a template declares a resource, counted from 1. */
export function lineOfResource(template: string, logicalId: string): number | undefined {
  const lines = new LineCounter();
  const resources = parse(template, lines).get('Resources');
  if (!isMap(resources)) return undefined;
  const pair = resources.items.find(({ key }) => isScalar(key) && key.value === logicalId);
  const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  return start === undefined ? undefined : lines.linePos(start).line;
}

/**
 * Makes templates with another default for one parameter, otherwise identical. The default is found by the lines alone,
 * since a parser takes tens of milliseconds to begin with, which every run would have to wait for.
 */
export function withParameterDefault(template: string, parameter: string): (value: string) => string {
  const { text, start } = parametersSection(template);
  const found = new RegExp(`^( +)${parameter}:\\n(?:\\1 .*\\n)*?\\1 +Default: +(?=\\S)`, 'm').exec(text);
  if (!found) throw new Error(`the template has no default for the parameter ${parameter}`);
  const from = start + found.index + found[0].length;
  return (value) => template.slice(0, from) + JSON.stringify(value) + template.slice(template.indexOf('\n', from));
}

/** Where only parameters matter, only they are parsed: the rest of a template is long. */
export function parametersSection(template: string): { readonly text: string; readonly start: number } {
  const found = /^Parameters:.*\n(?:(?:[ #].*)?\n)*/m.exec(template);
  return { text: found?.[0] ?? '', start: found?.index ?? 0 };
}

/**
 * The resources that differ between two templates, by their text: all that can be known without a change set, which a
 * dry run must not create.
 */
export function resourceChanges(before: string, after: string): ResourceChange[] {
  const [old, young] = [declarations(before), declarations(after)];
  const ids = [...new Set([...old.keys(), ...young.keys()])];
  return ids.flatMap((logicalId): ResourceChange[] => {
    const [from, to] = [old.get(logicalId), young.get(logicalId)];
    const resourceType = (to ?? from)?.type ?? '';
    if (!from) return [{ logicalId, resourceType, action: 'add', properties: [] }];
    if (!to) return [{ logicalId, resourceType, action: 'remove', properties: [] }];
    if (from.text === to.text) return [];
    return [{ logicalId, resourceType, action: from.type === to.type ? 'modify' : 'replace', properties: [] }];
  });
}

function declarations(template: string): Map<string, { type: string; text: string }> {
  const resources = parse(template).get('Resources');
  const found = new Map<string, { type: string; text: string }>();
  if (!isMap(resources)) return found;
  for (const { key, value } of resources.items) {
    if (!isScalar(key) || !isMap(value)) continue;
    const [start = 0, end = 0] = value.range ?? [];
    found.set(String(key.value), { type: String(value.get('Type')), text: template.slice(start, end).trim() });
  }
  return found;
}
