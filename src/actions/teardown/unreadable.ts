import { EXIT, LabError } from '../../errors.ts';

/** What there may be and could not be looked at, and why. */
export interface Unreadable {
  readonly what: string;
  readonly reason: string;
}

/** Has a look, and gives why it failed; without credentials nothing else need be tried. */
export async function unreadable(what: string, look: () => Promise<unknown>): Promise<Unreadable | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    if (!(error instanceof LabError) || error.exitCode === EXIT.credentials) throw error;
    return { what, reason: error.message };
  }
}
