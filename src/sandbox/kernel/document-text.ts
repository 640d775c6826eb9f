/** A policy document of a template as services take it; templates may hold it as an object or as JSON. */
export function documentText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
