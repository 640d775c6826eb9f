import { createHash } from 'node:crypto';

/** Enough that no two archives of a pipeline's history share them. */
const DIGITS = 12;

/**
 * What the pipeline's history shows beside a version: the submission's name, whose it is, and by which content it can
 * be known again.
 */
const SUMMARY = new RegExp(String.raw`^(.*) by ([\w+=,.@-]{2,64}), sha256 [0-9a-f]{${String(DIGITS)}}$`, 's');

/** What it says; undefined if it is none, as of what was laid into the bucket by other means. */
export function readRevisionSummary(summary = ''): { readonly name: string; readonly person: string } | undefined {
  const [, name, person] = SUMMARY.exec(summary) ?? [];
  return name === undefined || person === undefined ? undefined : { name, person };
}

export function revisionSummary(name: string, person: string, archive: Uint8Array): string {
  const digest = createHash('sha256').update(archive).digest('hex').slice(0, DIGITS);
  return `${name} by ${person}, sha256 ${digest}`;
}
