/** UBJSON as XGBoost writes it: lists of numbers are typed, lengths have eight bytes, integers four. */
export function ubjson(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from('S'), text(value)]);
  if (typeof value === 'number') return Buffer.concat([Buffer.from('l'), int32(value)]);
  if (Array.isArray(value)) return list(value);
  const members = Object.entries(value as object).map(([key, member]) => Buffer.concat([text(key), ubjson(member)]));
  return Buffer.concat([Buffer.from('{'), ...members, Buffer.from('}')]);
}

function list(items: readonly unknown[]): Buffer {
  if (items.length === 0 || !items.every((item) => typeof item === 'number')) {
    return Buffer.concat([Buffer.from('[#'), length(items.length), ...items.map(ubjson)]);
  }
  const bytes = items.map((item) => {
    const number = Buffer.alloc(4);
    number.writeFloatBE(item);
    return number;
  });
  return Buffer.concat([Buffer.from('[$d#'), length(items.length), ...bytes]);
}

function text(value: string): Buffer {
  return Buffer.concat([length(Buffer.byteLength(value)), Buffer.from(value)]);
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(9, 'L');
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
