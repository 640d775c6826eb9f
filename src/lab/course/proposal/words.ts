/** The words for yes and no, in lower case. */
const YES: ReadonlyMap<string, string> = new Map([
  ['yes', 'no'],
  ['true', 'false'],
  ['y', 'n'],
  ['t', 'f'],
  ['1', '0'],
]);

/** Which text means yes, where all of them mean yes or no. */
export function yesAmong(texts: readonly string[]): string | undefined {
  const words = new Set(texts.map((text) => plainDigit(text.toLowerCase())));
  if (words.size !== 2) return undefined;
  return [...YES].find(([yes, no]) => words.has(yes) && words.has(no))?.[0];
}

export function meansYes(text: string, yes: string): boolean {
  return plainDigit(text.toLowerCase()) === yes;
}

/** A column of 0 and 1 is written 0.0 and 1.0 once a value of it was missing. */
function plainDigit(text: string): string {
  return text.replace(/^([01])\.0*$/, '$1');
}

/** A word without what separates values in CSV, on one line. */
export function plainWord(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(',', ';')
    .replaceAll('"', "'")
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
