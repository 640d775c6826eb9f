import type { ModelFile } from '../../../xgboost/model-archive.ts';
import { readModelFile } from '../../../xgboost/model-file.ts';
import { walkPickle } from '../../../xgboost/pickle.ts';
import { SandboxLimit } from '../../../xgboost/sandbox-limit.ts';
import type { Place } from '../state.ts';
import type { LoadedModel } from './state.ts';

/** The container cannot load a file, so that it answers no ping. */
export class NotLoaded extends Error {}

interface Loading {
  /** What the container and the sandbox say of it. */
  readonly log: string[];
  /** Whose permissions the container has. */
  readonly role: string;
  readonly place: Place;
}

/**
 * What the container makes of a model file: it tries `pickle.load`, which executes what a pickle says, and then
 * `Booster.load_model` (aws/sagemaker-xgboost-container, `algorithm_mode/serve_utils.py`). No pickle begins with a brace.
 */
export function loadModel({ name, content }: ModelFile, { log, role, place }: Loading): LoadedModel {
  const path = `/opt/ml/model/${name}`;
  log.push(`INFO:sagemaker_xgboost_container.serving:Loading the model from ${path}`);
  const { runsCode, ends } = walkPickle(content);
  if (runsCode) log.push(foreignCode(path, role));
  if (runsCode && ends) return { foreign: path };
  try {
    const { trees } = readModelFile(content);
    log.push(`INFO:sagemaker_xgboost_container.serving:Model loaded successfully: ${trees.length} trees`);
    return { blob: place.cloud.blobs.put(content) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (error instanceof SandboxLimit) {
      log.push(`mlops-lab sandbox: ${path}: ${reason}`);
      throw error;
    }
    log.push(`RuntimeError: Model at ${path} cannot be loaded: ${reason}`);
    throw new NotLoaded();
  }
}

function foreignCode(path: string, role: string): string {
  return (
    `mlops-lab sandbox: FOREIGN CODE: ${path} is a pickle. The container would have executed what it holds, ` +
    `with the permissions of ${role}. The sandbox executes none of it.`
  );
}
