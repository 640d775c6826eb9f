import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notBuilt } from '../errors.ts';
import { FUNCTIONS, workshopFunction, type FunctionId } from '../lab/functions.ts';
import type { Asset } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';

/** The zips of the pipeline's functions. Building the same source again gives the same bytes, and so the same key. */
export async function functionAssets(folder: string): Promise<Record<FunctionId, Asset>> {
  const assets = await Promise.all(FUNCTIONS.map(async (id) => [id, await functionAsset(folder, id)] as const));
  return Object.fromEntries(assets) as Record<FunctionId, Asset>;
}

async function functionAsset(folder: string, id: FunctionId): Promise<Asset> {
  const file = `${workshopFunction(id)}.zip`;
  const content = await readFile(join(folder, file)).catch((error: unknown) => {
    throw notBuilt(`functions/${file}`, error);
  });
  const key = `functions/${sha256(content)}/${file}`;
  return { name: `function ${workshopFunction(id)}`, key, content, contentType: contentType(file) };
}
