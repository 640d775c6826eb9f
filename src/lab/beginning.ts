/** The first characters of a text, without half of one: emoji and rare letters are two units. */
export function beginningOf(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
