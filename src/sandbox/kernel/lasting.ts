const LASTING = new WeakSet();

/** Says of a part of an answer that it never changes, so that whoever gives it again need not write it again. */
export function lasting<T extends object>(part: T): T {
  LASTING.add(part);
  return part;
}

export function isLasting(part: unknown): part is object {
  return typeof part === 'object' && part !== null && LASTING.has(part);
}
