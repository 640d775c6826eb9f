import { existsSync, readFileSync, statSync } from 'node:fs';
import { type Organization, organizationSchema } from '../kernel/organization-schema.ts';
import { StorageError } from './storage-error.ts';

const MOST_BYTES = 1_000_000;

/** Reads a folder's organization; undefined if there is none. */
export function readOrganization(path: string): Organization | undefined {
  if (!existsSync(path)) return undefined;
  if (statSync(path).size > MOST_BYTES) throw refused(`${path} has more than 1 MB`);
  const checked = organizationSchema.safeParse(parsed(path));
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(({ path: at, message }) => `${at.join('.') || 'it'}: ${message}`);
  throw refused(`${path}: ${problems.slice(0, MOST_TOLD).join('; ')}`);
}

/** Nobody mends more at once. */
const MOST_TOLD = 10;

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (cause) {
    throw refused(`${path} is not valid JSON: ${String(cause)}`);
  }
}

function refused(message: string): StorageError {
  return new StorageError({ code: 'sandbox-organization', message, hint: 'see docs/sandbox.md, "An organization"' });
}
