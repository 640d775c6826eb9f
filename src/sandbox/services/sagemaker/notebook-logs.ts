import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Cloud } from '../../kernel/service.ts';
import { writeLog } from './log-streams.ts';
import { actAs } from './roles.ts';
import { notebookSlice, notebooksOf, type NotebookRecord, type Place } from './state.ts';

const LOG_GROUP = '/aws/sagemaker/NotebookInstances';

/**
 * A start leaves logs in a group that all notebooks of the account share, written with the notebook's role: one of each
 * lifecycle script that there is, and Jupyter's own. Source: SageMaker developer guide, "Log groups and streams".
 */
export function writeNotebookLogs(cloud: Cloud): void {
  for (const { account, region, value } of cloud.world.each(notebookSlice)) {
    for (const notebook of Object.values(value.notebooks)) {
      const { toLog: start, doneAt } = notebook;
      if (!start || doneAt > cloud.world.now) continue;
      delete notebook.toLog;
      writeStart(notebook, start, { cloud, account, region });
    }
  }
}

/** Where the role does not let it there are no logs, and the notebook starts all the same. */
function writeStart(notebook: NotebookRecord, start: 'create' | 'start', place: Place): void {
  try {
    const actor = actAs(notebook.role, notebook.arn, place);
    for (const [stream, line] of Object.entries(linesOf(notebook, start, place))) {
      writeLog(actor, LOG_GROUP, `${notebook.name}/${stream}`, [line]);
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

/** Stream → what it is told. The sandbox runs no scripts, and says so. */
function linesOf({ lifecycleConfig }: NotebookRecord, start: 'create' | 'start', place: Place): Record<string, string> {
  const scripts = lifecycleConfig === undefined ? undefined : own(notebooksOf(place).lifecycleConfigs, lifecycleConfig);
  const kept = 'mlops-lab sandbox: the script is kept, not run';
  return {
    ...(start === 'create' && scripts?.onCreate.length && { LifecycleConfigOnCreate: kept }),
    ...(scripts?.onStart.length && { LifecycleConfigOnStart: kept }),
    'jupyter.log': 'mlops-lab sandbox: Jupyter would have started',
  };
}
