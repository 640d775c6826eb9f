import type { Asset } from '../../ports/assets.ts';
import type { ActionContext } from '../context.ts';

export interface AssetBucket {
  readonly name: string;
  /** Made in this run, so that nothing can be in it. */
  readonly isNew: boolean;
}

/** Brings the assets that are not there yet into the asset bucket. Keys hold content hashes: what is there is right. */
export async function uploadAssets(context: ActionContext, bucket: AssetBucket): Promise<void> {
  await Promise.all(context.bundle.assets.map((asset) => upload(context, bucket, asset)));
}

async function upload({ cloud, ui }: ActionContext, { name: bucket, isNew }: AssetBucket, asset: Asset): Promise<void> {
  const { name, key, content, contentType } = asset;
  const present = !isNew && (await cloud.tools.objects.exists(bucket, key));
  if (!present) await cloud.tools.objects.put({ bucket, key, content, contentType });
  ui.emit({ type: 'asset', name, key, bytes: content.byteLength, state: present ? 'present' : 'uploaded' });
}
