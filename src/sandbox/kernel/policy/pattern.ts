import type { PolicyContext } from './context.ts';

const TOKEN = /\$\{[^}]*\}|\*|\?|[^*?$]+|\$/g;
/** The number of colons before an ARN's resource part; a wildcard before that stays within its component. */
const ARN_COLONS = 5;

interface PatternOptions {
  /** Whether variables such as `${aws:PrincipalAccount}` stand for their values; otherwise they stand for themselves. */
  readonly variables?: boolean;
  readonly wildcards?: boolean;
  /**
   * Compares component by component, like ARN operators and Resource elements. In a resource, only the last component
   * may contain variables ("IAM policy elements: Variables and tags").
   */
  readonly arn?: 'operator' | 'resource';
  readonly ignoreCase?: boolean;
}

/** Whether a text matches a pattern, in a request with that context. */
export type Matcher = (text: string, context: PolicyContext) => boolean;

const NO_CONTEXT: PolicyContext = new Map();

export function matchesPattern(pattern: string, text: string, options: PatternOptions = {}): boolean {
  return matcherOf(pattern, options)(text, NO_CONTEXT);
}

/** Compiles a pattern for many texts. A variable without a value matches nothing. */
export function matcherOf(pattern: string, options: PatternOptions): Matcher {
  if (pattern === '*' && options.wildcards) return () => true;
  if (options.variables && pattern.includes('${')) {
    return (text, context) => expressionOf(pattern, options, context)?.test(text) ?? false;
  }
  if (!options.ignoreCase && !(options.wildcards && /[*?]/.test(pattern))) return (text) => text === pattern;
  const expression = expressionOf(pattern, { ...options, variables: false }, NO_CONTEXT);
  return (text) => expression?.test(text) ?? false;
}

/** Whether all variables of a pattern have a value. */
export function hasValues(pattern: string, context: PolicyContext): boolean {
  return [...pattern.matchAll(TOKEN)].every(([token]) => valueOf(token, context) !== undefined);
}

function expressionOf(pattern: string, options: PatternOptions, context: PolicyContext): RegExp | undefined {
  let expression = '';
  let colons = 0;
  for (const [token] of pattern.matchAll(TOKEN)) {
    const any = options.arn && colons < ARN_COLONS ? '[^:]' : '.';
    if (options.wildcards && token === '*') expression += `${any}*`;
    else if (options.wildcards && token === '?') expression += any;
    else {
      const isFixed = !options.variables || (options.arn === 'resource' && colons < ARN_COLONS);
      const literal = isFixed ? token : valueOf(token, context);
      if (literal === undefined) return undefined;
      if (!token.startsWith('${')) colons += literal.split(':').length - 1;
      expression += escaped(literal);
    }
  }
  return new RegExp(`^${expression}$`, options.ignoreCase ? 'is' : 's');
}

/**
 * See "IAM policy elements: Variables and tags": `${*}`, `${?}` and `${$}` stand for the characters themselves, and a
 * key of several values is no variable.
 */
function valueOf(token: string, context: PolicyContext): string | undefined {
  const variable = /^\$\{([^,]*?)\s*(?:,\s*'([^']*)')?\s*\}$/.exec(token);
  if (!variable) return token;
  const [, name = '', fallback] = variable;
  if (['*', '?', '$'].includes(name)) return name;
  const value = context.get(name.trim().toLowerCase());
  return typeof value === 'string' ? value : fallback;
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
