/** `0.4s`, `58s`, `1m 12s`, `1h 02m`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${String(Math.round(seconds * 10) / 10)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)}s`;
  if (whole < 3600) return `${String(Math.floor(whole / 60))}m ${twoDigits(whole % 60)}s`;
  return `${String(Math.floor(whole / 3600))}h ${twoDigits(Math.floor((whole % 3600) / 60))}m`;
}

/** The time since a moment, in whole seconds; both in milliseconds. */
export function elapsed(since: number, now: number): string {
  return duration(Math.max(0, Math.floor((now - since) / 1000)));
}

/** `340 B`, `12.3 kB`, `1.2 MB`, `2.3 GB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  return bytes < 999_950_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** `1 resource`, `2 resources`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : (words[0] ?? '');
}

/** The first words where there are many: `a, b and 3 more`. */
export function firstOf(words: readonly string[], most: number): string {
  const rest = words.length - most;
  return rest > 0 ? `${words.slice(0, most).join(', ')} and ${String(rest)} more` : words.join(', ');
}
