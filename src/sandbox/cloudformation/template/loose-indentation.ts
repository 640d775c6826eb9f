import { CST, Lexer } from 'yaml';

/** A text in which more lines have to be moved than these is no template. */
const MOST = 1000;

/**
 * The text with the lines of quoted scalars and flow collections moved to the right as far as YAML 1.2 demands. CloudFormation's
 * parser, SnakeYAML, does not care how deep they stand, and their leading white space counts for nothing.
 */
export function indentedText(text: string): string {
  const indent = ' '.repeat(1 + deepest(text));
  let result = text;
  for (let moved = 0; moved < MOST; moved++) {
    const lines = shallowLines(result);
    if (!lines || /^(---|\.\.\.)(\s|$)/m.test(result.slice(lines.start, lines.end))) return result;
    const deeper = result.slice(lines.start, lines.end).replace(/^/gm, indent);
    result = result.slice(0, lines.start) + deeper + result.slice(lines.end);
  }
  return result;
}

/** The deepest column at which a line begins, behind the marks of lists that begin on it. */
function deepest(text: string): number {
  return text.split('\n').reduce((most, line) => Math.max(most, /^[-? ]*/.exec(line)?.[0].length ?? 0), 0);
}

interface Lines {
  readonly start: number;
  readonly end: number;
}

/** The lines at which the lexer first took something for ended that is not. */
function shallowLines(text: string): Lines | undefined {
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === CST.FLOW_END) return lineAt(text, offset);
    const end = isCutShort(token) ? endOfQuoted(text, offset) : undefined;
    const firstBreak = text.indexOf('\n', offset);
    if (end !== undefined && firstBreak >= 0 && firstBreak < end) return { start: firstBreak + 1, end };
    if (!MADE_UP.has(token)) offset += token.length;
  }
  return undefined;
}

/** Tokens that stand for nothing in the text. */
const MADE_UP: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

function lineAt(text: string, offset: number): Lines {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

function isCutShort(token: string): boolean {
  return /^["']/.test(token) && endOfQuoted(token, 0) === undefined;
}

/** Within double quotes a backslash escapes, within single ones a second quote. */
function endOfQuoted(text: string, start: number): number | undefined {
  const quoted = text[start] === '"' ? /"(?:[^"\\]|\\.)*"/sy : /'(?:[^']|'')*'/sy;
  quoted.lastIndex = start;
  return quoted.test(text) ? quoted.lastIndex : undefined;
}
