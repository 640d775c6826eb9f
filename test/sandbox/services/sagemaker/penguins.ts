/** Made-up penguins: body mass, then bill length and depth, flipper length, and three flags. */
export function penguins(count = 240, seed = 1) {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const rows: number[][] = [];
  const labels: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const [male, species] = [Number(random() < 0.5), Math.floor(random() * 3)];
    const flipper = Math.round(185 + 15 * random() + (species === 2 ? 25 : 0));
    const bill = Number((38 + 12 * random()).toFixed(1));
    const depth = Number((14 + 6 * random()).toFixed(1));
    rows.push([bill, depth, flipper, male, Number(species === 1), Number(species === 2)]);
    labels.push(Math.round(3000 + 45 * (flipper - 185) + 400 * male + 200 * (random() - 0.5)));
  }
  const csv = rows.map((row, index) => [labels[index], ...row].join(',')).join('\n');
  return { rows, labels, csv: `${csv}\n` };
}

export function rootMeanSquare(predictions: readonly number[], labels: readonly number[]): number {
  const squares = labels.map((label, row) => (label - (predictions[row] ?? NaN)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / labels.length);
}
