import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';

import { validationException } from '../errors.ts';
import { isPath } from './path.ts';
import { PREDEFINED } from './payload.ts';
import { filled, placeholdersOf } from './template.ts';

/** Refuses what a target is to be told where it makes no sense. */
export function expectInput(id: string, { Input, InputPath, InputTransformer }: Target): void {
  if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1) {
    throw validationException(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (Input !== undefined && !isJson(Input)) throw validationException(`JSON syntax error in input for target ${id}`);
  if (InputPath !== undefined && !isPath(InputPath)) {
    throw validationException(`Invalid InputPath for target ${id}.`);
  }
  if (InputTransformer) expectTransformer(id, InputTransformer);
}

function expectTransformer(id: string, { InputPathsMap = {}, InputTemplate = '' }: InputTransformer): void {
  const variables = [...Object.keys(InputPathsMap), ...PREDEFINED];
  const invalid = Object.entries(InputPathsMap).find(([name, path]) => isReserved(name) || !isPath(path));
  if (invalid) throw validationException(`InputPathsMap for target ${id} contains the invalid entry ${invalid[0]}.`);
  const unknown = placeholdersOf(InputTemplate).find((name) => !variables.includes(name));
  if (unknown) throw validationException(`InputTemplate for target ${id} contains invalid placeholder ${unknown}.`);
  if (!isTemplate(filled(InputTemplate, new Map()))) {
    throw validationException(`Invalid InputTemplate for target ${id} : it is neither JSON nor quoted text.`);
  }
}

/** JSON, or lines that are each a quoted text. */
function isTemplate(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return isJson(text) || (lines.length > 0 && lines.every((line) => isJson(line) && line.trim().startsWith('"')));
}

function isReserved(name: string): boolean {
  return name.startsWith('aws.');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
