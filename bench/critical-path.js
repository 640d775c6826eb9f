/**
 * When CloudFormation began and ended the operation on a stack, in seconds.
 * @typedef {{ readonly id: string, readonly name: string, readonly began: number, readonly ended: number }} Span
 * @typedef {import('../src/events.ts').LabEvent} LabEvent
 */

/** A stack that waited for another begins within this many seconds of its end. */
const NOTICED = 5;

/**
 * By the stacks' own events.
 * @param {readonly LabEvent[]} events
 * @returns {Span[]}
 */
export function spansOf(events) {
  const own = events
    .filter((event) => event.type === 'resource')
    .filter(({ resourceType }) => resourceType === 'AWS::CloudFormation::Stack');
  return [...new Map(own.map(({ stack, stackName }) => [stack, stackName]))].map(([id, name]) => {
    const times = own.filter(({ stack }) => stack === id).map(({ time }) => Date.parse(time) / 1000);
    return { id, name, began: Math.min(...times), ended: Math.max(...times) };
  });
}

/**
 * The stacks that a run had to wait for one after the other: the last to end, the one whose end let it begin, and so on.
 * @param {readonly Span[]} spans
 * @returns {Span[]}
 */
export function criticalPath(spans) {
  const [last] = latestFirst(spans);
  const path = last ? [last] : [];
  for (let [first] = path; first;) {
    const { began } = first;
    [first] = latestFirst(spans.filter(({ ended }) => ended <= began && began - ended < NOTICED));
    if (first) path.unshift(first);
  }
  return path;
}

/** @param {readonly Span[]} spans */
export function secondsIn(spans) {
  return spans.reduce((sum, { began, ended }) => sum + ended - began, 0);
}

/** @param {readonly Span[]} spans */
function latestFirst(spans) {
  return spans.toSorted((one, other) => other.ended - one.ended);
}
