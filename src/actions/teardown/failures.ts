import { EXIT, LabError } from '../../errors.ts';
import type { StackId } from '../../lab/stacks.ts';

/** What went wrong while everything else went on, and the stacks that it keeps. */
export class Failures {
  readonly #byStack = new Map<StackId, LabError>();
  readonly #all: LabError[] = [];
  #fatal: { readonly error: unknown } | undefined;

  get first(): LabError | undefined {
    return this.#all[0];
  }

  of(id: StackId): LabError | undefined {
    return this.#byStack.get(id);
  }

  /** Does the work. If it fails, the stacks stay; without credentials nothing else can succeed. */
  async keeping(ids: readonly StackId[], work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isOrdinary(error)) {
        this.#fatal ??= { error };
        throw error;
      }
      this.#all.push(error);
      for (const id of ids) if (!this.#byStack.has(id)) this.#byStack.set(id, error);
    }
  }

  /** The same for the work that deletes a stack; those that wait for it must learn that it failed. */
  async deleting(id: StackId, work: () => Promise<void>): Promise<void> {
    const known = this.of(id);
    if (known) throw known;
    await this.keeping([id], work);
    const failed = this.of(id);
    if (failed) throw failed;
  }

  throwIfFatal(): void {
    if (this.#fatal) throw this.#fatal.error;
  }
}

function isOrdinary(error: unknown): error is LabError {
  if (!(error instanceof LabError)) return false;
  return error.exitCode !== EXIT.credentials && error.exitCode !== EXIT.interrupted;
}
