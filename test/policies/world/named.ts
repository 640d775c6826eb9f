/** What rules speak of by its name, or by that of a group which it is among. */
export interface Named {
  readonly name: string;
  readonly among?: readonly string[];
}

/** Whether one of the words is the thing's name or a group of it; `anything` is every group. */
export function isMeant(words: readonly string[], { name, among = [] }: Named): boolean {
  return words.some((word) => word === EVERYTHING || word === name || among.includes(word));
}

export const EVERYTHING = 'anything';
