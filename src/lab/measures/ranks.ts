import { orderOf } from './sums.ts';
import type { Weighted } from './types.ts';

/**
 * The area under a ROC curve by ranks, where rows of the same score count half: it is the share of pairs in the right
 * order (Hanley and McNeil, "The Meaning and Use of the Area under a ROC Curve", Radiology 143, 1982).
 */
export function areaUnderRoc(scores: Float64Array, isWanted: readonly boolean[]): Weighted {
  const order = orderOf(scores);
  const wanted = Uint8Array.from(order, (at) => Number(isWanted[at]));
  const ends = Uint8Array.from(order, (at, rank) => Number(scores[at] !== scores[order[rank + 1] ?? -1]));
  return (counts) => {
    let [pairs, others, tiedWanted, tiedOthers, allWanted] = [0, 0, 0, 0, 0];
    for (let rank = 0; rank < order.length; rank += 1) {
      const count = counts[order[rank] ?? 0] ?? 0;
      if (wanted[rank] === 1) tiedWanted += count;
      else tiedOthers += count;
      if (ends[rank] === 0) continue;
      pairs += tiedWanted * (others + tiedOthers / 2);
      others += tiedOthers;
      allWanted += tiedWanted;
      [tiedWanted, tiedOthers] = [0, 0];
    }
    return pairs / (allWanted * others);
  };
}
