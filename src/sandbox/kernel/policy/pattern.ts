import type { PolicyContext } from './context.ts';

const TOKEN = /\$\{[^}]*\}|\*|\?|[^*?$]+|\$/g;
/** The colons before an ARN's resource part, up to which a wildcard stays within its component. */
const ARN_COLONS = 5;

interface PatternOptions {
  /** Where policy variables such as `${aws:PrincipalAccount}` get their values; without it they stand for themselves. */
  readonly variables?: PolicyContext;
  readonly wildcards?: boolean;
  /** Compares component by component, as ARN operators and resources are. */
  readonly arn?: boolean;
  readonly ignoreCase?: boolean;
}

/** Whether `text` is what a policy's `pattern` describes. A pattern with a variable that has no value matches nothing. */
export function matchesPattern(pattern: string, text: string, options: PatternOptions = {}): boolean {
  if (pattern === '*' && options.wildcards) return true;
  const expression = expressionOf(pattern, options);
  return expression !== undefined && new RegExp(`^${expression}$`, options.ignoreCase ? 'is' : 's').test(text);
}

function expressionOf(pattern: string, options: PatternOptions): string | undefined {
  let expression = '';
  let colons = 0;
  for (const [token] of pattern.matchAll(TOKEN)) {
    const any = options.arn && colons < ARN_COLONS ? '[^:]' : '.';
    if (options.wildcards && token === '*') expression += `${any}*`;
    else if (options.wildcards && token === '?') expression += any;
    else {
      const literal = valueOf(token, options.variables);
      if (literal === undefined) return undefined;
      colons += literal.split(':').length - 1;
      expression += escaped(literal);
    }
  }
  return expression;
}

/** See "IAM policy elements: Variables and tags": `${*}`, `${?}` and `${$}` stand for the characters themselves. */
function valueOf(token: string, variables: PolicyContext | undefined): string | undefined {
  const variable = /^\$\{([^,]*?)\s*(?:,\s*'([^']*)')?\s*\}$/.exec(token);
  if (!variable || !variables) return token;
  const [, name = '', fallback] = variable;
  if (['*', '?', '$'].includes(name)) return name;
  const value = variables[name.trim().toLowerCase()];
  return typeof value === 'string' ? value : fallback;
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
