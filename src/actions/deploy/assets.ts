import type { Asset } from '../../ports/assets.ts';
import type { ActionContext } from '../context.ts';

export interface AssetBucket {
  readonly name: string;
  /** Created in this run, so that it is empty. */
  readonly isNew: boolean;
}

/** Uploads the missing assets to the asset bucket. Keys contain content hashes, so existing objects are up to date. */
export async function uploadAssets(context: ActionContext, bucket: AssetBucket): Promise<void> {
  await Promise.all(context.bundle.assets.map((asset) => upload(context, bucket, asset)));
}

async function upload({ cloud, ui }: ActionContext, { name: bucket, isNew }: AssetBucket, asset: Asset): Promise<void> {
  const { name, key, content, contentType } = asset;
  const present = !isNew && (await cloud.tools.objects.exists(bucket, key));
  if (!present) await cloud.tools.objects.put({ bucket, key, content, contentType });
  ui.emit({ type: 'asset', name, key, bytes: content.byteLength, state: present ? 'present' : 'uploaded' });
}
