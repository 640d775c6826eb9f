/** What stands for a missing value wherever it is. */
const ANYWHERE: ReadonlySet<string> = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  '?',
  '\\n',
  '.',
  '..',
  '-',
  '--',
]);

/** What does so among numbers, and may be a word of its own among words. */
const AMONG_NUMBERS: ReadonlySet<string> = new Set([
  ...ANYWHERE,
  ...['none', 'nil', 'missing', 'unknown', 'not available', '#div/0!', '#value!', '<na>'],
]);

export function isMissing(text: string): boolean {
  return ANYWHERE.has(text.toLowerCase());
}

export function isMissingNumber(text: string): boolean {
  return AMONG_NUMBERS.has(text.toLowerCase());
}
