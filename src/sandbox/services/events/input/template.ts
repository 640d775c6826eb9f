/** A string of JSON, or a placeholder outside of strings. */
const TOKEN = /"(?:[^"\\]|\\.)*"|<([^<>\s"]+)>/gs;
const PLACEHOLDER = /<([^<>\s"]+)>/g;

/** The variables that a template has placeholders for, known or not. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/**
 * The template with its variables' values: as JSON where they stand for themselves, as they are within strings. What is
 * JSON then is handed on without blanks ("Common issues with transforming input").
 */
export function filled(template: string, variables: ReadonlyMap<string, unknown>): string {
  const text = template.replace(TOKEN, (token: string, name: string | undefined) =>
    name === undefined ? filledString(token, variables) : asJson(name, variables),
  );
  return /^\s*[{[]/.test(text) ? minified(text) : text;
}

function filledString(literal: string, variables: ReadonlyMap<string, unknown>): string {
  return literal.replace(PLACEHOLDER, (_, name: string) => asText(variables.get(name)));
}

/** A variable whose path leads nowhere is as an empty text. */
function asJson(name: string, variables: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(variables.get(name) ?? '');
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value).replaceAll('"', '');
}

function minified(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
