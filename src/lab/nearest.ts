/** No name is longer; of a longer word no more is compared, since comparing takes the square of its length. */
const LONGEST = 100;

/** `did you mean NAME?` where a known word is close to a mistyped one, and what to say otherwise. */
export function suggestion(word: string, known: readonly string[], otherwise: string): string {
  const [meant] = nearest(word, known);
  return meant === undefined ? otherwise : `did you mean ${meant}?`;
}

/** The known words closest to a mistyped one, nearest first; none if nothing is close. */
export function nearest(word: string, known: readonly string[], most = 1): string[] {
  const typed = word.slice(0, LONGEST).toLowerCase();
  const tolerance = Math.max(2, Math.floor(typed.length / 3));
  return known
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance, computed row by row. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const above = row;
    row = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const substitution = at(above, column - 1) + (to[column - 1] === letter ? 0 : 1);
      row.push(Math.min(at(above, column) + 1, at(row, column - 1) + 1, substitution));
    }
  }
  return at(row, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
