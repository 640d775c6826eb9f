/** Which mutant is chosen, and what came by any of them. */
interface Switch {
  chosen: number | undefined;
  met: Set<number>;
  steps: number;
  bound: number;
}

export const SWITCH: Switch = { chosen: undefined, met: new Set(), steps: 0, bound: Infinity };

declare global {
  /** Asked by the code at each place that has mutants. */
  var $mutant: (id: number) => boolean;
}

globalThis.$mutant = (id) => {
  SWITCH.met.add(id);
  SWITCH.steps += 1;
  if (SWITCH.steps > SWITCH.bound) throw new Error('the mutant does not end');
  return SWITCH.chosen === id;
};
