/**
 * What a dictionary itself holds under a name. Names come from outside, and `constructor` or `__proto__` is a name as any
 * other; lint (`lint/own-names.js`) holds all dictionaries to these two.
 */
export function own<D extends Readonly<Record<string, unknown>>>(
  dictionary: D | undefined,
  name: string,
): D[string] | undefined {
  return dictionary && Object.hasOwn(dictionary, name) ? (dictionary[name] as D[string]) : undefined;
}

/** Has a dictionary hold something under a name, and answers as what it holds it: a sandbox's world gives stand-ins. */
export function put<T, Value extends T>(dictionary: Record<string, T>, name: string, value: Value): Value {
  Object.defineProperty(dictionary, name, { value, writable: true, enumerable: true, configurable: true });
  return dictionary[name] as Value;
}
