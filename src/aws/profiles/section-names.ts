/** What the SDK's parser makes of a section's name: only these names, and those with a dot after the prefix. */
const READABLE = /^[\w-]+\s(["']?)[\w\-@+.%:/]+\1$/;
const HEADER = /^\s*\[\s*(.+?)\s*\]\s*(?:[;#].*)?$/;
const PREFIXED = /^(profile|sso-session|services)\s+(?:"(.+)"|'(.+)'|(.+))$/;

/**
 * The texts of `config` and `credentials` as the SDK can read them. The AWS CLI takes any name, with spaces and umlauts,
 * in quotes or without; the SDK drops such sections without a word. It does read `[profile.Any Name]`, so sections of
 * `config` are renamed to that, and those of `credentials` whose names have spaces go over to `config`.
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
