import type { Job } from './job.ts';

/** Whether training and models are to have no network. */
export function isIsolated({ environment }: Job): boolean {
  return environment.oneOf('NETWORK_ISOLATION', ['true', 'false']) === 'true';
}
