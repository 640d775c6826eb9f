import { isInterruption, LabError } from '../../errors.ts';
import type { CheckReport } from '../../events.ts';
import type { Step } from '../../steps.ts';

/** What a check is about. */
export type Subject = Pick<CheckReport, 'check' | 'title' | 'account' | 'accountId'>;

/** What was found, with what mends it as values. */
export type Finding = Omit<CheckReport, keyof Subject | 'next'> & { readonly hints?: readonly Step[] };

export type Check = Subject & Finding;

export function ok(found: string, details: readonly string[] = []): Finding {
  return { outcome: 'ok', found, ...(details.length > 0 && { details }) };
}

export function warning(found: string, hints: readonly Step[], details: readonly string[] = []): Finding {
  return { ...ok(found, details), outcome: 'warning', hints };
}

/** `found` says why nobody looked. */
export function skipped(found: string): Finding {
  return { outcome: 'skipped', found };
}

/** The words and the remedies of whatever would end another command. */
export function failed({ message, hints }: LabError): Finding {
  return { outcome: 'failed', found: message, hints };
}

/** Looks, and takes what would end another command for what was found. */
export async function checked(subject: Subject, look: () => Finding | Promise<Finding>): Promise<Check> {
  try {
    return { ...subject, ...(await look()) };
  } catch (error) {
    if (!(error instanceof LabError) || isInterruption(error)) throw error;
    return { ...subject, ...failed(error) };
  }
}
