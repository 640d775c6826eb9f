import { createHash } from 'node:crypto';

/** Enough that no two archives of a pipeline's history share them. */
const DIGITS = 12;

/**
 * What the pipeline's history shows beside a version: the submission's name, whose it is, and by which content it can
 * be known again.
 */
export function revisionSummary(name: string, person: string, archive: Uint8Array): string {
  const digest = createHash('sha256').update(archive).digest('hex').slice(0, DIGITS);
  return `${name} by ${person}, sha256 ${digest}`;
}
