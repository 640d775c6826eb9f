/** Where and why a text is not valid JSON: `line 3, column 5: …`. Only for texts known to be invalid. */
export function jsonProblem(text: string): string {
  const scan = new Scan(text);
  for (;;) {
    const problem = scan.step();
    if (problem !== undefined) return problem;
  }
}

/** What may come next. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'end';

const WANTED: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'first value': 'a value',
  key: 'a name in double quotes',
  'first key': 'a name in double quotes',
  colon: 'a colon',
  comma: 'a comma',
  end: 'nothing more',
};

const BLANKS = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const PRIMITIVE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Scans a text character by character without recursion, so that no nesting is too deep. */
class Scan {
  readonly #text: string;
  readonly #open: string[] = [];
  #expected: Expected = 'value';
  #at = 0;
  #comma = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Consumes the next character, or returns what is wrong with it. */
  step(): string | undefined {
    this.#at += this.#length(BLANKS);
    const taken = this.#takeText() || this.#takeValue() || this.#takeSeparator() || this.#takeEnd();
    return taken ? undefined : this.#problem();
  }

  get #next(): string {
    return this.#text[this.#at] ?? '';
  }

  get #wantsValue(): boolean {
    return this.#expected === 'value' || this.#expected === 'first value';
  }

  get #wantsKey(): boolean {
    return this.#expected === 'key' || this.#expected === 'first key';
  }

  #takeText(): boolean {
    if (!this.#wantsKey && !this.#wantsValue) return false;
    return this.#advance(this.#length(TEXT), this.#wantsKey ? 'colon' : this.#afterValue());
  }

  #takeValue(): boolean {
    if (!this.#wantsValue) return false;
    const { [this.#next]: closing } = CLOSING;
    if (closing === undefined) return this.#advance(this.#length(PRIMITIVE), this.#afterValue());
    this.#open.push(closing);
    return this.#advance(1, closing === '}' ? 'first key' : 'first value');
  }

  #takeSeparator(): boolean {
    if (this.#expected === 'colon') return this.#advance(Number(this.#next === ':'), 'value');
    if (this.#expected !== 'comma' || this.#next !== ',') return false;
    this.#comma = this.#at;
    return this.#advance(1, this.#open.at(-1) === '}' ? 'key' : 'value');
  }

  #takeEnd(): boolean {
    const mayEnd = this.#expected === 'comma' || this.#expected.startsWith('first');
    if (!mayEnd || this.#next === '' || this.#next !== this.#open.at(-1)) return false;
    this.#open.pop();
    return this.#advance(1, this.#afterValue());
  }

  #advance(length: number, expected: Expected): boolean {
    if (length === 0) return false;
    this.#at += length;
    this.#expected = expected;
    return true;
  }

  #afterValue(): Expected {
    return this.#open.length === 0 ? 'end' : 'comma';
  }

  #length(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #problem(): string {
    const isBehindComma = this.#comma >= 0 && this.#text.slice(this.#comma + 1, this.#at).trim() === '';
    if (isBehindComma && this.#next !== '' && this.#next === this.#open.at(-1)) {
      return `${this.#place(this.#comma)}: there is a comma behind the last entry; remove it`;
    }
    return `${this.#place(this.#at)}: ${this.#mistake()}`;
  }

  #mistake(): string {
    const next = this.#next;
    const rest = this.#text.slice(this.#at, this.#at + 20);
    if (next === '') return 'it ends too early';
    if (/^(?:\/\/|\/\*|#)/.test(rest)) return 'there is a comment, and JSON has none; remove it';
    if (/['\u2018-\u201f]/.test(next)) return `there is the quote ${next}, and JSON has only "`;
    if (next === '"' && this.#length(TEXT) === 0) return 'there is a text that is not closed in its line';
    if (next === '"' && this.#expected === 'comma') return 'there is no comma before this text';
    const [word = next] = /^[\w.+-]+/.exec(rest) ?? [];
    return `there is ${JSON.stringify(word)} where ${WANTED[this.#expected]} belongs`;
  }

  #place(at: number): string {
    const before = this.#text.slice(0, at).split('\n');
    return `line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}`;
  }
}
