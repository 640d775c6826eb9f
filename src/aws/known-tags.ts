import type { Tags } from '../lab/owner.ts';

/**
 * The tags of an account's resources that were read before. Each lab of a run looks through the keys and portfolios of
 * all labs that share the account, so that a hundred labs would read the tags of each a hundred times.
 */
export class KnownTags {
  readonly #known = new Map<string, Promise<Tags>>();

  /** What failed is read again. */
  of(id: string, read: () => Promise<Tags>): Promise<Tags> {
    const known = this.#known.get(id) ?? read();
    this.#known.set(id, known);
    known.catch(() => this.#known.delete(id));
    return known;
  }
}
