/** A template's policy document as services expect it; templates may contain it as an object or as JSON. */
export function documentText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
