/**
 * Holds texts that are equal once. Those that a program writes are mostly the same ones, such as statuses and types, but
 * those that are read come apart: in the state of a class they would take a quarter of its memory.
 */
export class SharedTexts {
  readonly #known = new Map<string, string>();

  /** Replaces the texts within `value`, plain JSON, by equal ones that are held already. */
  share(value: object): void {
    for (const name of Object.keys(value)) {
      const member: unknown = Reflect.get(value, name);
      if (typeof member === 'string') Reflect.set(value, name, this.#held(member));
      else if (typeof member === 'object' && member !== null) this.share(member);
    }
  }

  #held(text: string): string {
    const held = this.#known.get(text);
    if (held === undefined) this.#known.set(text, text);
    return held ?? text;
  }
}
