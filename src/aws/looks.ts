/** Looks per second at all stacks that a run follows: more would keep the machine busy rather than tell things sooner. */
const PER_SECOND = 60;

/** How many stacks are followed at once, in whatever accounts and for however many labs. */
export class Looks {
  #stacks = 0;

  begin(): void {
    this.#stacks += 1;
  }

  end(): void {
    this.#stacks -= 1;
  }

  /** Milliseconds between two looks at one stack, if all get their turn. */
  get fairPause(): number {
    return (this.#stacks * 1000) / PER_SECOND;
  }
}
