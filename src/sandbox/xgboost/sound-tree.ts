import type { Tree } from './booster.ts';
import { SandboxLimit } from './sandbox-limit.ts';

/** XGBoost follows a tree's children wherever they lead, also in circles; the sandbox has to come to an end. */
export function expectSound({ left, right, value }: Tree): void {
  const seen = new Set<number>();
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) throw new SandboxLimit(`the sandbox follows no tree that comes to node ${node} twice`);
    if (!Number.isInteger(node) || node < 0 || node >= value.length) {
      throw new SandboxLimit(`the sandbox follows no tree that goes on to node ${node} and has none of that number`);
    }
    seen.add(node);
    const [low = -1, high = -1] = [left[node], right[node]];
    if (low >= 0) open.push(low, high);
  }
}
