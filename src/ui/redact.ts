const SECRET = /secret|token|password/i;
const MASK = '********';

/** Events are not meant to carry secrets; should one slip into an output or a property, its value stays hidden. */
export function redact<T>(value: T): T {
  return redactValue(value) as T;
}

function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  const namesSecret = 'path' in value && typeof value.path === 'string' && SECRET.test(value.path);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const secret = SECRET.test(key) || (namesSecret && (key === 'before' || key === 'after'));
      return [key, secret && typeof entry === 'string' ? MASK : redactValue(entry)];
    }),
  );
}
