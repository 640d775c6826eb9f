import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';
import { tarEntries, type TarEntry } from './tar.ts';
import { gunzip } from './unpack.ts';

const NAME = 'model.tar.gz';
/** What a model may unpack to. */
const MOST_BYTES = 50_000_000;

/**
 * Refuses an archive that the XGBoost container could not serve: it loads the first file at the top whose name does not
 * begin with a dot (aws/sagemaker-xgboost-container, algorithm_mode/serve_utils.py), so there must be exactly one.
 */
export function checkModel(model: Uint8Array): void {
  if (model[0] !== 0x1f || model[1] !== 0x8b) throw new Refusal(`${NAME} is not packed with gzip`);
  const entries = tarEntries(gunzip(model, { name: NAME, most: MOST_BYTES }), NAME).map(withPlainName);
  const odd = entries.find(({ name, type }) => type === 'other' || (type === 'file' && name.includes('/')));
  if (odd) {
    throw new Refusal(
      `${NAME} holds ${shown(odd.name)}, which is ${odd.type === 'file' ? 'in a folder' : 'no regular file'}; put the model's file alone at the top`,
    );
  }
  const [file, second] = entries.filter(({ name, type }) => type === 'file' && !name.startsWith('.'));
  if (!file) throw new Refusal(`${NAME} holds no model; put the model's file alone at the top`);
  if (second) {
    throw new Refusal(
      `${NAME} holds ${shown(file.name)} and ${shown(second.name)}; the container would load only the first of its files, so leave one`,
    );
  }
  if (file.size === 0) throw new Refusal(`${NAME}: ${shown(file.name)} is empty`);
}

/** `tar -C folder .` puts `./` before each name. */
function withPlainName(entry: TarEntry): TarEntry {
  return { ...entry, name: entry.name.replace(/^(\.\/)+/, '') };
}
