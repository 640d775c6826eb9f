import { own } from '../../src/own.ts';
import { JobFailure } from './failures.ts';

export interface Range {
  readonly least: number;
  readonly most?: number;
}

/** Texts that were configured somewhere, read strictly: what is missing or wrong fails the job by name. */
export class Values {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #label: string;

  /** `label` says what the values are, such as `user parameter`. */
  constructor(label: string, values: Readonly<Record<string, unknown>>) {
    this.#label = label;
    this.#values = values;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw this.#wrong(name, 'is missing or empty', 'set it');
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = own(this.#values, name);
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw this.#wrong(name, `is ${JSON.stringify(value)}`, 'write text');
    return value;
  }

  oneOf<Option extends string>(name: string, options: readonly Option[]): Option {
    const value = this.text(name);
    const option = options.find((each) => each === value);
    if (option === undefined) throw this.#wrong(name, `is "${value}"`, `write one of ${options.join(', ')}`);
    return option;
  }

  matching(name: string, pattern: RegExp, kind: string): string {
    const value = this.text(name);
    if (!pattern.test(value)) throw this.#wrong(name, `is "${value}"`, `write ${kind}`);
    return value;
  }

  number(name: string, { least, most = Number.MAX_SAFE_INTEGER }: Range, otherwise?: number): number {
    const text = this.optionalText(name);
    if (text === undefined && otherwise !== undefined) return otherwise;
    const value = Number(this.text(name));
    if (!(value >= least && value <= most)) {
      throw this.#wrong(name, `is "${this.text(name)}"`, `write a number from ${least} to ${most}`);
    }
    return value;
  }

  #wrong(name: string, problem: string, remedy: string): JobFailure {
    return new JobFailure('ConfigurationError', `the ${this.#label} ${name} ${problem}; ${remedy}`);
  }
}
