/**
 * @typedef {{ readonly type: string, readonly resourceType?: string, readonly stack?: string, readonly stackName?: string, readonly time?: string }} Event
 * @typedef {{ readonly id: string, readonly name: string, readonly began: number, readonly ended: number }} Span
 */

/** A stack that waits for another begins within this many seconds of its end. */
const NOTICED = 5;

/**
 * When CloudFormation began and ended each stack's operation, in seconds, by the stack's own events.
 * @param {readonly Event[]} events
 * @returns {Span[]}
 */
export function spansOf(events) {
  const own = events.filter(({ resourceType }) => resourceType === 'AWS::CloudFormation::Stack');
  return [...new Set(own.map(({ stack = '' }) => stack))].map((id) => {
    const ofStack = own.filter(({ stack }) => stack === id);
    const times = ofStack.map(({ time = '' }) => Date.parse(time) / 1000);
    return { id, name: ofStack[0]?.stackName ?? id, began: Math.min(...times), ended: Math.max(...times) };
  });
}

/**
 * The stacks that a run had to wait for one after the other: the last to end, the one whose end let it begin, and so on.
 * @param {readonly Span[]} spans
 * @returns {Span[]}
 */
export function criticalPath(spans) {
  const last = latest(spans);
  if (!last) return [];
  const path = [last];
  for (;;) {
    const [first = last] = path;
    const before = latest(spans.filter(({ ended }) => ended <= first.began && first.began - ended < NOTICED));
    if (!before) return path;
    path.unshift(before);
  }
}

/** @param {Span} span */
export function secondsOf({ began, ended }) {
  return ended - began;
}

/** @param {readonly Span[]} spans */
function latest(spans) {
  return spans.toSorted((a, b) => b.ended - a.ended)[0];
}
