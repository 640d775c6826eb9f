import type { Status } from '@aws-sdk/client-service-catalog';

/** How long the service works on what was created before it is there for all to see. */
export const SETTLING_MS = 4_000;

export function statusOf({ createdAt }: { readonly createdAt: number }, now: number): Status {
  return now < createdAt + SETTLING_MS ? 'CREATING' : 'AVAILABLE';
}
