import { validationError } from '../../kernel/aws-error.ts';
import type { Template } from './model.ts';

/** Bytes of a template that is sent with the request, and of one that is read from a bucket (user guide, quotas). */
export const MAX_BODY_BYTES = 51_200;
export const MAX_OBJECT_BYTES = 1_000_000;

export function checkLimits({ resources, parameters, mappings, outputs, description }: Template): void {
  checkNumber('resources', resources, 500);
  checkNumber('parameters', parameters, 200);
  checkNumber('mappings', mappings, 200);
  checkNumber('outputs', outputs, 200);
  if (Buffer.byteLength(description ?? '') > 1024) {
    throw validationError(
      "Template format error: 'Description' length is greater than maximum allowed length, 1024 bytes.",
    );
  }
}

function checkNumber(what: string, members: object, most: number): void {
  const number = Object.keys(members).length;
  if (number > most) {
    throw validationError(
      `Template format error: Number of ${what}, ${number}, is greater than maximum allowed, ${most}`,
    );
  }
}
