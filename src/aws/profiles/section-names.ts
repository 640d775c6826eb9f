/** The section names that the SDK's parser understands: only these, and those with a dot after the prefix. */
const READABLE = /^[\w-]+\s(["']?)[\w\-@+.%:/]+\1$/;
const HEADER = /^\s*\[\s*(.+?)\s*\]\s*(?:[;#].*)?$/;
const PREFIXED = /^(profile|sso-session|services)\s+(?:"(.+)"|'(.+)'|(.+))$/;

/**
 * Rewrites `config` and `credentials` so that the SDK can read them. The AWS CLI accepts any name, with spaces and
 * umlauts, quoted or not; the SDK silently drops such sections. It does read `[profile.Any Name]`, so sections of
 * `config` are renamed to that form, and sections of `credentials` with spaces in their names move to `config`.
 */
export function readableTexts(config: string, credentials: string): { config: string; credentials: string } {
  const moved: string[] = [];
  const kept: string[] = [];
  let isMoved = false;
  for (const line of credentials.split(/\r?\n/)) {
    const name = HEADER.exec(line)?.[1];
    if (name !== undefined) isMoved = /\s/.test(name);
    (isMoved ? moved : kept).push(name !== undefined && isMoved ? `[profile.${name}]` : line);
  }
  return { config: [...config.split(/\r?\n/).map(readable), ...moved].join('\n'), credentials: kept.join('\n') };
}

function readable(line: string): string {
  const header = HEADER.exec(line)?.[1];
  const [, prefix, ...names] = PREFIXED.exec(header ?? '') ?? [];
  const name = names.find(Boolean);
  if (header === undefined || prefix === undefined || name === undefined || READABLE.test(header)) return line;
  return `[${prefix}.${name}]`;
}
