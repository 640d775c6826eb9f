import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabSettings } from '../lab/accounts.ts';
import { STACKS } from '../lab/stacks.ts';
import { withParameterDefault } from '../lab/template-text.ts';
import { packageFile } from '../package-files.ts';
import type { Asset, Bundle } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';
import { functionAssets } from './functions.ts';
import { notebookAssets } from './notebooks.ts';

const PRODUCT_TEMPLATE = 'products/sagemaker_notebook.yaml';
const HOLDOUT = 'holdout.csv';
const TRAINING = 'train.csv';

/** Reads the package's templates, and its assets under keys that contain their content's hash: once for all labs. */
export async function loadBundles(): Promise<(lab: Pick<LabSettings, 'name'>) => Bundle> {
  const folder = packageFile('templates');
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  const paths = [...new Set(Object.values(STACKS).map(({ template }) => template))];
  const templates = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  const productTemplate = withParameterDefault(await read(PRODUCT_TEMPLATE), 'LabName');
  const notebooks = await notebookAssets(join(folder, 'notebooks'), [join(folder, 'data', TRAINING)]);
  const functions = await functionAssets(packageFile('generated/functions'));
  const holdout = holdoutAsset(await readFile(join(folder, 'data', HOLDOUT)));
  const common = {
    templates: new Map(templates),
    notebooksPrefix: notebooks.prefix,
    trainModelKey: functions.TrainModel.key,
    getStatusKey: functions.GetStatus.key,
    deployModelKey: functions.DeployModel.key,
    evaluateModelKey: functions.EvaluateModel.key,
    holdoutKey: holdout.key,
  };
  return (lab) => {
    const product = productAsset(productTemplate(lab.name));
    return {
      ...common,
      assets: [product.asset, ...notebooks.assets, ...Object.values(functions), holdout],
      productTemplateKey: product.asset.key,
      productVersion: product.hash.slice(0, 12),
    };
  };
}

/** A data scientist cannot know the lab's name, so the product's template has it as the default. */
function productAsset(template: string): { asset: Asset; hash: string } {
  const content = Buffer.from(template);
  const hash = sha256(content);
  const key = `products/sagemaker_notebook/${hash}.yaml`;
  return { asset: { name: 'notebook product', key, content, contentType: contentType(key) }, hash };
}

/**
 * The data that models are judged by: they are in the Tools account, so that whoever submits a model cannot choose
 * them.
 */
function holdoutAsset(content: Uint8Array): Asset {
  const key = `data/${sha256(content)}/${HOLDOUT}`;
  return { name: 'hold-out data', key, content, contentType: contentType(key) };
}
