import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Asset } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';

/** A file that lies beside the notebooks. */
export interface NamedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** All notebooks are uploaded under the hash of all of them, so that a data scientist never gets a mix of two versions. */
export function notebookAssets(found: readonly NamedFile[]): { prefix: string; assets: Asset[] } {
  const files = found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
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

/** The files of a folder of the package. */
export async function filesIn(folder: string): Promise<NamedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  // Opening a notebook in place creates checkpoints beside it.
  const own = entries.filter((each) => each.isFile() && !each.name.startsWith('.'));
  return Promise.all(own.map(async ({ name }) => ({ name, content: await readFile(join(folder, name)) })));
}
