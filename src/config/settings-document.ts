import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type LabError, reasonOf, usageError } from '../errors.ts';

/** Size limits for YAML. Settings have some forty entries, three levels deep; a course has some hundred. */
const MOST = { marks: 20_000, aliases: 100, values: 25_000, depth: 20 } as const;

/** The indicators of YAML: masses of them keep a parser busy, whatever the result. */
const MARKS = /[-[\]{}:,?&*!|>%@"'#\n]/g;

/** The text that could not be parsed is repeated, and may be long. */
const LONGEST_MESSAGE = 200;

export interface ParsedDocument {
  readonly document: Document;
  /** Its values, with aliases and merge keys resolved. */
  readonly values: unknown;
  /** `mlops-lab.yaml:7:11` of an offset in the source. */
  readonly place: (offset: number) => string;
}

/** What a document is, for its messages. */
export interface DocumentKind {
  /** One of its values. */
  readonly value: string;
  readonly usually: string;
  /** The page that describes it. */
  readonly page: string;
}

/** Parses a document, and refuses what would not terminate, would take all memory, or would not mean what it seems to. */
export function parseYaml(source: string, label: string, kind: DocumentKind): ParsedDocument {
  const lines = new LineCounter();
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${label}:${line}:${col}`;
  };
  if ((source.match(MARKS)?.length ?? 0) > MOST.marks) throw tooMuch(label, 'has too many lines and entries', kind);
  const document = parse(source, label, lines, kind);
  const syntaxError = [...document.errors, ...document.warnings].at(0);
  if (syntaxError) throw notYaml(place(syntaxError.pos[0]), syntaxReason(syntaxError), kind);
  new Walk(place, kind).value(document.contents, 0);
  return { document, values: valuesOf(document, label, kind), place };
}

/** The library tells programmers what to call. */
function syntaxReason({ code, message }: YAMLError): string {
  return code === 'MULTIPLE_DOCS' ? 'a second document begins here, and one is read' : message;
}

/** Aliases were checked before; what remains is a merge key whose value is no group. */
function valuesOf(document: Document, label: string, kind: DocumentKind): unknown {
  try {
    return document.toJS({ maxAliasCount: -1 });
  } catch (error) {
    throw notYaml(label, reasonOf(error), kind);
  }
}

/** Compares keys here, since the library compares each with each. */
function parse(source: string, label: string, lineCounter: LineCounter, kind: DocumentKind): Document {
  const options = { lineCounter, prettyErrors: false, uniqueKeys: false, merge: true, logLevel: 'error' } as const;
  const document = parseDocument(source, options);
  if (document.errors.some(({ message }) => message.includes('call stack'))) {
    throw tooMuch(label, 'is nested too deep', kind);
  }
  return document;
}

const CORE = 'tag:yaml.org,2002:';

/** The tags of text, numbers, lists and groups; sets, dates, bytes and the like are no settings. */
const PLAIN_TAGS: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'merge'].map((name) => `${CORE}${name}`).concat('!'),
);

function tagName(tag: string): string {
  return tag.replace(CORE, '!!');
}

/** Walks a document in order, and computes how large its aliases would become when expanded. */
class Walk {
  readonly #place: (offset: number) => string;
  readonly #kind: DocumentKind;
  /** The number of values below each anchor; undefined while it is being walked. */
  readonly #anchors = new Map<string, number | undefined>();
  #aliases = 0;

  constructor(place: (offset: number) => string, kind: DocumentKind) {
    this.#place = place;
    this.#kind = kind;
  }

  /** The number of values in a node, with its aliases expanded. */
  value(node: unknown, depth: number): number {
    if (!isNode(node)) return 1;
    const place = this.#place(node.range?.[0] ?? 0);
    if (depth > MOST.depth) throw tooMuch(place, `is nested more than ${MOST.depth} levels deep`, this.#kind);
    if (isAlias(node)) return this.#alias(node, place);
    if (node.tag !== undefined && !PLAIN_TAGS.has(node.tag))
      throw notYaml(place, `${tagName(node.tag)} is no ${this.#kind.value}'s type`, this.#kind);
    const { anchor } = node as { readonly anchor?: string };
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const size = isCollection(node) ? 1 + this.#items(node, depth) : 1;
    if (anchor !== undefined) this.#anchors.set(anchor, size);
    if (size > MOST.values) throw tooMuch(place, 'stands for too many values by its aliases', this.#kind);
    return size;
  }

  #items(node: { readonly items: readonly unknown[] }, depth: number): number {
    if (isMap(node)) this.#expectKeys(node);
    return node.items.reduce<number>((total, item) => {
      const parts = isPair(item) ? [item.key, item.value] : [item];
      return parts.reduce<number>((sum, part) => sum + this.value(part, depth + 1), total);
    }, 0);
  }

  #alias({ source }: Alias, place: string): number {
    this.#aliases += 1;
    if (this.#aliases > MOST.aliases) {
      throw tooMuch(place, `is one of more than ${MOST.aliases} aliases`, this.#kind);
    }
    const size = this.#anchors.get(source);
    if (size !== undefined) return size;
    const what = this.#anchors.has(source) ? 'stands for something that holds it' : 'stands for nothing before it';
    throw notYaml(place, `the alias *${source} ${what}`, this.#kind);
  }

  #expectKeys({ items }: YAMLMap): void {
    const found = new Map<unknown, string>();
    for (const { key } of items) {
      const place = this.#place(isNode(key) ? (key.range?.[0] ?? 0) : 0);
      if (!isScalar(key)) {
        throw notYaml(place, 'a key is a name, not a list, a group or an alias', this.#kind);
      }
      // What takes any name, such as a list by names, would pass over it.
      if (key.value === '__proto__') throw notYaml(place, 'the key "__proto__" names nothing', this.#kind);
      const first = found.get(key.value);
      if (first !== undefined) {
        throw notYaml(place, `the key ${JSON.stringify(key.source)} stands at ${first} already`, this.#kind);
      }
      found.set(key.value, place);
    }
  }
}

function notYaml(place: string, message: string, { page }: DocumentKind): LabError {
  return usageError(
    'invalid-yaml',
    `${place}: this is not YAML: ${message.slice(0, LONGEST_MESSAGE)}`,
    `mend the line; ${page} has an example of the whole file`,
  );
}

function tooMuch(place: string, what: string, { usually, page }: DocumentKind): LabError {
  return usageError('invalid-yaml', `${place}: this ${what}; ${usually}`, `leave in it what ${page} describes`);
}
