import type { Booster } from './booster.ts';
import { boosterOf } from './model-json.ts';
import { modelText } from './model-text.ts';
import { readUbjson } from './ubjson.ts';

const BRACE = 0x7b;
const QUOTE = 0x22;
const WHITESPACE = [0x20, 0x0a, 0x0d, 0x09];

/** Reads a file that `Booster.save_model` wrote: JSON or UBJSON, both of which begin with a brace. */
export function readModelFile(bytes: Uint8Array): Booster {
  if (bytes[0] !== BRACE) throw new Error('it is no model of XGBoost in JSON or UBJSON (Booster.save_model)');
  const second = bytes[1] ?? 0;
  const isText = second === QUOTE || WHITESPACE.includes(second);
  return boosterOf(isText ? JSON.parse(Buffer.from(bytes).toString()) : readUbjson(bytes));
}

export function writeModelFile(booster: Booster): Uint8Array {
  return Buffer.from(modelText(booster));
}
