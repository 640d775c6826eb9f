import type { Ui } from '../../ports/ui.ts';

/**
 * One question for all labs of a class: asked as soon as each has shown what it would do, or has ended without. What it
 * answers holds for all of them.
 */
export class Assent {
  readonly #ui: Pick<Ui, 'ask' | 'confirm'>;
  readonly #answer: Promise<boolean>;
  #decide: (answer: Promise<boolean>) => void = () => undefined;
  #undecided: number;
  #asking = 0;
  #typed = false;
  #failure: unknown;

  constructor(labs: number, ui: Pick<Ui, 'ask' | 'confirm'>) {
    this.#undecided = labs;
    this.#ui = ui;
    this.#answer = new Promise((resolve) => (this.#decide = resolve));
  }

  /** What one lab has a say with: it asks once it has a plan, `typed` if a habitual "y" is not enough, or passes. */
  ofOne(): { readonly ask: (typed: boolean) => Promise<boolean>; readonly pass: () => void } {
    let isOpen = true;
    const pass = () => {
      if (isOpen) this.#decided();
      isOpen = false;
    };
    const ask = (typed: boolean) => {
      this.#asking += 1;
      this.#typed ||= typed;
      pass();
      return this.#answer;
    };
    return { ask, pass };
  }

  #decided(): void {
    this.#undecided -= 1;
    if (this.#undecided > 0 || this.#asking === 0) return;
    const answer = this.#question();
    answer.catch((error: unknown) => (this.#failure = error));
    this.#decide(answer);
  }

  /** That nobody could be asked is no lab's failure. */
  expectAsked(): void {
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  async #question(): Promise<boolean> {
    const labs = `${String(this.#asking)} lab${this.#asking === 1 ? '' : 's'}`;
    if (!this.#typed) {
      const message = `Carry out the plans of ${labs}?`;
      return this.#ui.confirm({ message, default: false, flag: '--yes' });
    }
    const message = `Type "${labs}" to delete all this; nothing to leave it as it is`;
    return (await this.#ui.ask({ message, flag: '--yes' })).trim() === labs;
  }
}
