import type { NotebookReport } from '../../events.ts';
import type { KeptNotebooks, Launched } from '../../ports/notebooks.ts';

/** The state of a launch and its notebook. */
export async function reportOn(
  notebooks: Pick<KeptNotebooks, 'parts' | 'state'>,
  launched: Launched,
): Promise<NotebookReport> {
  const { notebook, bucket, parameters, outputs } = await notebooks.parts(launched);
  const state = notebook ? await notebooks.state(notebook) : undefined;
  return {
    name: launched.name,
    status: launched.status,
    ...(launched.status !== 'AVAILABLE' && launched.message && { message: launched.message }),
    ...(notebook && { notebook }),
    ...(state && { notebookStatus: state.status }),
    ...(state?.instanceType && { instanceType: state.instanceType }),
    ...(bucket && { bucket }),
    parameters,
    outputs,
  };
}
