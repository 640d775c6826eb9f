import { strangeFormat } from './formats.ts';
import { Refusal } from './refusal.ts';

/** The text of a file, without a byte order mark; throws if it is not text. */
export function textOf(bytes: Uint8Array, name: string): string {
  const format = strangeFormat(bytes);
  if (format) throw new Refusal(`${name} is ${format}, whatever its name says; save it as text in UTF-8`);
  if (isUtf16(bytes)) throw new Refusal(`${name} is UTF-16 text; save it in UTF-8 (Excel calls that "CSV UTF-8")`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${name} is not UTF-8 text; save it in UTF-8`);
  }
}

/** Recognizes UTF-16 by its byte order mark, or by the zero beside each character of plain text. */
function isUtf16([first, second]: Uint8Array): boolean {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (first !== undefined && second !== undefined && (first === 0) !== (second === 0));
}
