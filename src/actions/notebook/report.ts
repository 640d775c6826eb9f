import type { NotebookReport } from '../../events.ts';
import type { KeptNotebooks, Launched } from '../../ports/notebooks.ts';

/** What a launch made, and the state of its notebook; undefined where there is none. */
export interface Standing {
  readonly parts: Awaited<ReturnType<KeptNotebooks['parts']>>;
  readonly state?: Awaited<ReturnType<KeptNotebooks['state']>> | undefined;
}

/** The state of a launch and its notebook. */
export async function reportOn(
  notebooks: Pick<KeptNotebooks, 'parts' | 'state'>,
  launched: Launched,
): Promise<NotebookReport> {
  const parts = await notebooks.parts(launched);
  const state = parts.notebook ? await notebooks.state(parts.notebook) : undefined;
  return reportOf(launched, { parts, state });
}

export function reportOf({ name, status, message }: Launched, { parts, state }: Standing): NotebookReport {
  const { notebook, bucket, parameters, outputs } = parts;
  return {
    name,
    status,
    ...(status !== 'AVAILABLE' && message && { message }),
    ...(notebook && { notebook }),
    ...(state && { notebookStatus: state.status }),
    ...(state?.instanceType && { instanceType: state.instanceType }),
    ...(bucket && { bucket }),
    parameters,
    outputs,
  };
}
