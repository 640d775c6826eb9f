export interface S3Object {
  readonly bucket: string;
  readonly key: string;
}

const HOST = /^(?:(?<bucket>.+)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/**
 * The object that an `https` address of S3 stands for, virtual-hosted (`bucket.s3.region.amazonaws.com/key`) or by path
 * (`s3.region.amazonaws.com/bucket/key`); undefined for any other address.
 */
export function s3ObjectOf(address: string): S3Object | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const host = url?.protocol === 'https:' ? HOST.exec(url.hostname) : null;
  if (!url || !host) return undefined;
  const path = decodeURIComponent(url.pathname.slice(1));
  const named = host.groups?.['bucket'];
  const [bucket = '', ...rest] = named === undefined ? path.split('/') : [named, path];
  const key = rest.join('/');
  return bucket && key ? { bucket, key } : undefined;
}
