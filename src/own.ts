/**
 * The dictionary's own value for a name. Names come from outside and may be `constructor` or `__proto__`; the lint rule
 * `lint/own-names.js` requires this function and `put` for every dictionary.
 */
export function own<D extends Readonly<Record<string, unknown>>>(
  dictionary: D | undefined,
  name: string,
): D[string] | undefined {
  return dictionary && Object.hasOwn(dictionary, name) ? (dictionary[name] as D[string]) : undefined;
}

/**
 * Sets a dictionary's value for a name, and returns the value as the dictionary holds it: a sandbox's world returns
 * proxies.
 */
export function put<T, Value extends T>(dictionary: Record<string, T>, name: string, value: Value): Value {
  Object.defineProperty(dictionary, name, { value, writable: true, enumerable: true, configurable: true });
  return dictionary[name] as Value;
}
