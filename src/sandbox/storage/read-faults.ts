import { existsSync, readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import { faultSchema } from '../kernel/fault-schema.ts';
import type { Fault } from '../kernel/faults.ts';
import { StorageError } from './storage-error.ts';

const MOST_BYTES = 1_000_000;

/** Reads a folder's faults; every member has to be one of its kind. */
export function readFaults(path: string): readonly Fault[] {
  if (!existsSync(path)) return [];
  if (statSync(path).size > MOST_BYTES) throw refused(`${path} has more than 1 MB`);
  const faults = parsed(path);
  if (!Array.isArray(faults)) throw refused(`${path} is no list of faults`);
  return faults.map((fault: unknown, index) => {
    const checked = faultSchema.safeParse(fault);
    if (checked.success) return checked.data;
    throw refused(`${path}: fault ${index + 1}, ${JSON.stringify(fault)}: ${problemsOf(checked.error).join('; ')}`);
  });
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (cause) {
    throw refused(`${path} is not valid JSON: ${String(cause)}`);
  }
}

function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map((issue) => {
    const member = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') return `it has no member ${issue.keys.join(', ')}`;
    if (issue.code === 'invalid_union' && member === 'kind') return `there is no such kind: ${KINDS.join(', ')}`;
    return member ? `${member}: ${issue.message}` : issue.message;
  });
}

const KINDS = faultSchema.options.map(({ shape }) => shape.kind.value);

function refused(message: string): StorageError {
  return new StorageError({ code: 'sandbox-faults', message, hint: 'see docs/sandbox.md, "Faults"' });
}
