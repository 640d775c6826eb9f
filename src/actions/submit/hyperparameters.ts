import { usageError } from '../../errors.ts';

/** The choices of `--hyperparameter name=value`; the manifest's schema decides whether they exist. */
export function chosenHyperparameters(given: readonly string[]): Record<string, number> | undefined {
  if (given.length === 0) return undefined;
  return Object.fromEntries(given.map(pairOf));
}

function pairOf(text: string): [string, number] {
  const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  const number = Number(value);
  if (name && value.trim() && Number.isFinite(number)) return [name.trim(), number];
  throw usageError(
    'hyperparameter',
    `${JSON.stringify(text)} is no hyperparameter with its value`,
    'give a name and a number, such as --hyperparameter max_depth=5',
  );
}
