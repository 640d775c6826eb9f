import { EXIT, LabError } from '../../errors.ts';
import type { StackId } from '../../lab/stacks.ts';

/** What may exist but could not be read, and why. */
export interface Unreadable {
  readonly what: string;
  readonly reason: string;
  /** The stack without which it could not be deleted. */
  readonly keeps?: StackId;
}

/** Reads, and returns the reason if that fails; throws without credentials, since nothing else can succeed. */
export async function unreadable(
  what: string,
  keeps: StackId,
  look: () => Promise<unknown>,
): Promise<Unreadable | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    if (!(error instanceof LabError) || error.exitCode === EXIT.credentials) throw error;
    return { what, reason: error.message, keeps };
  }
}
