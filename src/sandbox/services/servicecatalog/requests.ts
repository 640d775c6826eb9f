import { own, put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { catalogOf } from './state.ts';

/**
 * Carries out a creation once for each idempotency token: a client that repeats a request, since it never saw the
 * answer, gets what the first attempt created. `create` returns the new identifier.
 */
export function once(call: Call, operation: string, token: string | undefined, create: () => string): string {
  const { requests } = catalogOf(call);
  const key = `${operation} ${token}`;
  const known = token === undefined ? undefined : own(requests, key);
  if (known !== undefined) return known;
  const id = create();
  if (token !== undefined) put(requests, key, id);
  return id;
}
