import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Asset } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';

/**
 * All notebooks are uploaded under the hash of all of them, so that a data scientist never gets a mix of two versions.
 * The files that they read are stored elsewhere in the package and uploaded beside them.
 */
export async function notebookAssets(
  folder: string,
  data: readonly string[],
): Promise<{ prefix: string; assets: Asset[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  // Opening a notebook in place creates checkpoints beside it.
  const own = entries
    .filter((each) => each.isFile() && !each.name.startsWith('.'))
    .map(({ name }) => join(folder, name));
  const files = await Promise.all(
    [...own, ...data].sort().map(async (path) => ({ name: basename(path), content: await readFile(path) })),
  );
  const listing = files.map(({ name, content }) => `${sha256(content)} ${name}\n`).join('');
  const prefix = `notebooks/${sha256(Buffer.from(listing)).slice(0, 12)}`;
  const assets = files.map(({ name, content }) => ({
    name: `notebook ${name}`,
    key: `${prefix}/${name}`,
    content,
    contentType: contentType(name),
  }));
  return { prefix, assets };
}
