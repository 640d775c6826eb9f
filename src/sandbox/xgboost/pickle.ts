/** How what follows an opcode of a pickle is measured: so many bytes, lines of text, or a length of so many bytes first. */
type Argument = { readonly bytes: number } | { readonly lines: number } | { readonly lengthBytes: number };

/** What reading a pickle comes to. */
export interface Pickle {
  /** Whether it names code and has it run or imported on the way. */
  readonly runsCode: boolean;
  /** Whether it comes to its end, so that something would be loaded. */
  readonly ends: boolean;
}

/** Source: Python's `pickletools.py`, protocols 0 to 5. */
const ARGUMENTS = new Map<number, Argument>([
  ...each('(.012NQR)]abdelostu}\x81\x85\x86\x87\x88\x89\x8f\x90\x91\x92\x93\x94\x97\x98', { bytes: 0 }),
  ...each('Khq\x80\x82', { bytes: 1 }),
  ...each('M\x83', { bytes: 2 }),
  ...each('Jjr\x84', { bytes: 4 }),
  ...each('G\x95', { bytes: 8 }),
  ...each('FILPSVgp', { lines: 1 }),
  ...each('ci', { lines: 2 }),
  ...each('CU\x8a\x8c', { lengthBytes: 1 }),
  ...each('BTX\x8b', { lengthBytes: 4 }),
  ...each('\x8d\x8e\x96', { lengthBytes: 8 }),
]);

/** `c`, `i` and `\x93` import what they name, the others call it. */
const CODE = new Set([...'ci\x93Ro\x81\x92b'].map(codeOf));
const STOP = codeOf('.');
const NEWLINE = 0x0a;

/** Walks over the opcodes as Python's `pickle.load` does, and executes none. */
export function walkPickle(bytes: Uint8Array): Pickle {
  let runsCode = false;
  for (let at = 0; at < bytes.length;) {
    const opcode = bytes[at] ?? 0;
    const argument = ARGUMENTS.get(opcode);
    if (!argument) break;
    const next = at + 1 + lengthOf(argument, bytes, at + 1);
    if (next > bytes.length) break;
    if (opcode === STOP) return { runsCode, ends: true };
    runsCode ||= CODE.has(opcode);
    at = next;
  }
  return { runsCode, ends: false };
}

function lengthOf(argument: Argument, bytes: Uint8Array, at: number): number {
  if ('bytes' in argument) return argument.bytes;
  if ('lengthBytes' in argument) return argument.lengthBytes + littleEndian(bytes, at, argument.lengthBytes);
  let end = at;
  for (let lines = argument.lines; lines > 0; lines -= 1) {
    const newline = bytes.indexOf(NEWLINE, end);
    if (newline < 0) return Infinity;
    end = newline + 1;
  }
  return end - at;
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  return bytes.subarray(at, at + length).reduceRight((sum, byte) => sum * 256 + byte, 0);
}

function each(opcodes: string, argument: Argument): [number, Argument][] {
  return [...opcodes].map((opcode) => [codeOf(opcode), argument]);
}

function codeOf(opcode: string): number {
  return opcode.charCodeAt(0);
}
