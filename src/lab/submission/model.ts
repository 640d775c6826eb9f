import { gzipSync } from 'fflate';
import type { Course } from '../course/types.ts';
import { checkDocument } from './model-document.ts';
import { MODEL_LIMITS } from './model-limits.ts';
import { strangeFormat } from './formats.ts';
import { wrongKindOfNumbers } from './model-members.ts';
import { plainEntries } from './plain-entries.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';
import { tarEntries, tarOf, type TarEntry } from './tar.ts';
import { parseUbjson } from './ubjson.ts';
import { gunzip, megabytes } from './unpack.ts';

const NAME = 'model.tar.gz';
/** The largest unpacked size: the model, plus hidden files beside it. */
const MOST_BYTES = 50_000_000;

const SAVE = 'save it with booster.save_model("xgboost-model.json") and pack that file alone';

/** A model that was read and is one that the lab serves. */
export interface Model {
  /** The file extension that tells XGBoost the format. */
  readonly name: 'xgboost-model.json' | 'xgboost-model.ubj';
  readonly content: Uint8Array;
}

/**
 * Reads the model in an archive. The XGBoost container would load every file at its top level, and execute it if it is
 * a pickle (aws/sagemaker-xgboost-container, algorithm_mode/serve_utils.py); so there must be exactly one, in JSON or
 * UBJSON: both begin with a brace, which no pickle does.
 */
export function readModel(archive: Uint8Array, course: Course): Model {
  const { name, content } = onlyFile(archive);
  try {
    const format = formatOf(content);
    checkDocument(format === 'json' ? parseJson(content) : parseBinary(content), course);
    return { name: format === 'json' ? 'xgboost-model.json' : 'xgboost-model.ubj', content };
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`${NAME}: ${shown(name)} cannot be served: ${error.message}`);
    throw error;
  }
}

/** The archive for an endpoint: newly made, with nothing in it but the model that was read. */
export function packModel({ name, content }: Model): Uint8Array {
  return gzipSync(tarOf(name, content), { mtime: 0 });
}

function onlyFile(archive: Uint8Array): TarEntry {
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) throw notPacked(archive);
  const entries = plainEntries(tarEntries(gunzip(archive, { name: NAME, most: MOST_BYTES }), NAME));
  const odd = entries.find(({ name, type }) => type === 'other' || (type === 'file' && name.includes('/')));
  if (odd) {
    throw new Refusal(
      `${NAME} holds ${shown(odd.name)}, which is ${odd.type === 'file' ? 'in a folder' : 'no regular file'}; put the model's file alone at the top`,
    );
  }
  const files = entries.filter(({ name, type }) => type === 'file' && !name.startsWith('.'));
  const [file] = files;
  if (!file) throw new Refusal(`${NAME} holds no model; put the model's file alone at the top`);
  if (files.length > 1) throw severalFiles(files);
  if (file.content.length === 0) throw new Refusal(`${NAME}: ${shown(file.name)} is empty`);
  return file;
}

function severalFiles(files: readonly TarEntry[]): Refusal {
  const names = files.slice(0, 5).map(({ name }) => shown(name));
  const list = files.length > names.length ? `${names.join(', ')}, …` : names.join(', ');
  return new Refusal(
    `${NAME} holds ${String(files.length)} files (${list}). The container would average what they predict, ` +
      'and the lab releases one model at a time: leave one',
  );
}

function notPacked(archive: Uint8Array): Refusal {
  const format = strangeFormat(archive);
  return new Refusal(`${NAME} is not packed with gzip${format ? `: it is ${format}` : ''}; pack it with "tar czf"`);
}

const BRACE = 0x7b;
/** The characters that may follow the brace in JSON; in UBJSON it is the type of a length. */
const IN_JSON = new Set([...'" \n\r\t}'].map((character) => character.charCodeAt(0)));

function formatOf(content: Uint8Array): 'json' | 'ubjson' {
  if (content[0] !== BRACE) throw new Refusal(`it is ${strangerName(content)}; ${SAVE}`);
  if (content.length > MODEL_LIMITS.bytes) {
    throw new Refusal(
      `it has ${megabytes(content.length)}; at most ${megabytes(MODEL_LIMITS.bytes)} are allowed: train a smaller model`,
    );
  }
  return IN_JSON.has(content[1] ?? 0) ? 'json' : 'ubjson';
}

function strangerName(content: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(content.subarray(0, 4));
  const isPickle = /^\x80[\x00-\x05]/.test(start) || (/^[(c\]}]/.test(start) && content.at(-1) === 0x2e);
  if (isPickle) return 'a pickle, which would execute code of its own where it is loaded';
  return start === 'binf' ? "in XGBoost's old binary format" : 'no model of XGBoost in JSON or UBJSON';
}

function parseJson(content: Uint8Array): unknown {
  // Each list, object and member takes memory beyond its bytes in the file.
  const structure = content.reduce(
    (count, byte) => count + Number(byte === 0x5b || byte === BRACE || byte === 0x3a),
    0,
  );
  if (structure > MODEL_LIMITS.containers)
    throw new Refusal('it has too many lists and objects for a model; train a smaller one');
  const text = new TextDecoder().decode(content);
  const document = parsedJson(text);
  const list = wrongKindOfNumbers(text);
  if (list === undefined) return document;
  throw new Refusal(
    `it writes numbers in ${list} in a way that XGBoost does not read, as other programs do that write JSON; ${SAVE}`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isFinite = !/[:,[]\s*-?(NaN|Infinity)/i.test(text);
    throw new Refusal(
      `it ${isFinite ? 'is damaged: it is not valid JSON' : 'holds numbers that are not finite'}; ${SAVE}`,
    );
  }
}

function parseBinary(content: Uint8Array): unknown {
  try {
    return parseUbjson(content, { containers: MODEL_LIMITS.containers, depth: MODEL_LIMITS.nesting });
  } catch (error) {
    throw new Refusal(`it is damaged: it is not valid UBJSON (${(error as Error).message}); ${SAVE}`);
  }
}
