import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { LabSettings } from '../lab/accounts.ts';
import { STACKS } from '../lab/stacks.ts';
import { withParameterDefault } from '../lab/template-text.ts';
import type { Asset, Bundle } from '../ports/assets.ts';
import { packageRoot } from './package-root.ts';

const PRODUCT_TEMPLATE = 'products/sagemaker_notebook.yaml';
const NOTEBOOKS = 'notebooks';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.yaml': 'application/yaml',
  '.ipynb': 'application/x-ipynb+json',
  '.md': 'text/markdown; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
  '.csv': 'text/csv',
};

/** Reads what the package brings along: the templates, and the assets under keys that hold their content's hash. */
export async function loadBundle(lab: LabSettings): Promise<Bundle> {
  const folder = join(packageRoot(), 'templates');
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  const paths = [...new Set(Object.values(STACKS).map(({ template }) => template))];
  const templates = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  const product = productAsset(await read(PRODUCT_TEMPLATE), lab);
  const notebooks = await notebookAssets(join(folder, NOTEBOOKS));
  return {
    templates: new Map(templates),
    assets: [product.asset, ...notebooks.assets],
    notebooksPrefix: notebooks.prefix,
    productTemplateKey: product.asset.key,
    productVersion: product.hash.slice(0, 12),
  };
}

/** A data scientist cannot know the lab's name, so it stands in the product's template as the default. */
function productAsset(template: string, lab: LabSettings): { asset: Asset; hash: string } {
  const content = Buffer.from(withParameterDefault(template, 'LabName', lab.name));
  const hash = sha256(content);
  const key = `products/sagemaker_notebook/${hash}.yaml`;
  return { asset: { name: 'notebook product', key, content, contentType: contentType('.yaml') }, hash };
}

/** All notebooks lie under the hash of all of them, so that a data scientist never gets a mixture of two versions. */
async function notebookAssets(folder: string): Promise<{ prefix: string; assets: Asset[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  // Whoever opens a notebook in place gets checkpoints beside it.
  const names = entries.filter((each) => each.isFile() && !each.name.startsWith('.')).map(({ name }) => name);
  names.sort();
  const files = await Promise.all(names.map(async (name) => ({ name, content: await readFile(join(folder, name)) })));
  const listing = files.map(({ name, content }) => `${sha256(content)} ${name}\n`).join('');
  const prefix = `${NOTEBOOKS}/${sha256(Buffer.from(listing)).slice(0, 12)}`;
  const assets = files.map(({ name, content }) => ({
    name: `notebook ${name}`,
    key: `${prefix}/${name}`,
    content,
    contentType: contentType(extname(name)),
  }));
  return { prefix, assets };
}

function contentType(extension: string): string {
  return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
