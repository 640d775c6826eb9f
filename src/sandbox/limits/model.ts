import { readFileSync } from 'node:fs';
import { own } from '../../own.ts';
import { packageFile } from '../../package-files.ts';

/** An API model's constraints on a value, extracted by `scripts/extract-api-limits.js`. */
export interface Limits {
  readonly required?: readonly string[];
  /** The members of a structure, and their shapes. */
  readonly members?: Readonly<Record<string, string>>;
  readonly item?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
  readonly sensitive?: true;
}

interface ServiceLimits {
  /** The shape of each operation's input. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Limits>>;
}

/** Finds a shape of a service by its name. */
export type Shapes = (name: string | undefined) => Limits | undefined;

export interface InputLimits {
  readonly input: Limits;
  readonly shapes: Shapes;
}

/** The limits of an operation's input; undefined if its model has none. */
export function inputLimits(service: string, operation: string): InputLimits | undefined {
  const known = own(allLimits(), service);
  const name = known && own(known.operations, operation);
  const shapes: Shapes = (shape) => (known && shape !== undefined ? own(known.shapes, shape) : undefined);
  const input = shapes(name);
  return input && { input, shapes };
}

let loaded: Readonly<Record<string, ServiceLimits>> | undefined;

/** Read on first use, since most commands start no sandbox. */
function allLimits(): Readonly<Record<string, ServiceLimits>> {
  loaded ??= JSON.parse(readFileSync(packageFile('data/api-limits.json'), 'utf8')) as Readonly<
    Record<string, ServiceLimits>
  >;
  return loaded;
}
