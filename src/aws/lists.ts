/**
 * Lists of all that an account has of a kind, whatever labs it is of. Labs that ask for one while it is being read share the
 * next reading: it begins after they asked, and so shows what each of them did before.
 */
export class Lists {
  readonly #lines = new Map<string, Line>();

  /** `what` stands for one type of list. */
  read<T>(what: string, read: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(what);
    if (!line) return this.#begin(what, read);
    if (line.next) return (line.next as Promise<T>).catch(read);
    const next = line.reading.catch(() => undefined).then(() => this.#begin(what, read));
    line.next = next;
    return next;
  }

  #begin<T>(what: string, read: () => Promise<T>): Promise<T> {
    const reading = read();
    const line: Line = { reading, next: undefined };
    this.#lines.set(what, line);
    const over = () => {
      if (!line.next) this.#lines.delete(what);
    };
    reading.then(over, over);
    return reading;
  }
}

/** A reading under way, and the one after it, which somebody has asked for. */
interface Line {
  readonly reading: Promise<unknown>;
  next: Promise<unknown> | undefined;
}

/** All pages of a list of the account, whatever labs it is of. */
export function listed<Page, T>(
  { lists = new Lists() }: { readonly lists?: Lists },
  what: string,
  pages: () => AsyncIterable<Page>,
  on: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> {
  return lists.read(what, async () => {
    const found: T[] = [];
    for await (const page of pages()) found.push(...(on(page) ?? []));
    return found;
  });
}
