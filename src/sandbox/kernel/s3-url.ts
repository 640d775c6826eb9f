export interface S3Object {
  readonly bucket: string;
  readonly key: string;
}

const OF_AWS = /^(?:(?<bucket>.+)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;
/** Every name under `localhost` is this machine (RFC 6761, section 6.3), so that buckets can stand before it. */
const OF_LOOPBACK = /^(?:(?:(?!s3\.localhost$)(?<bucket>.+?)\.)?(?:s3\.)?localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The object that an address of S3 stands for, virtual-hosted (`bucket.s3.region.amazonaws.com/key`) or by path
 * (`s3.region.amazonaws.com/bucket/key`); undefined for any other address. Clients that were given an endpoint derive
 * addresses from it, so those at `endpoint`, where this cloud answers, are S3's too.
 */
export function s3ObjectOf(address: string, endpoint?: string): S3Object | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const host = url && hostOf(url, endpoint);
  if (!url || !host) return undefined;
  const path = decoded(url.pathname.slice(1));
  if (path === undefined) return undefined;
  const named = host.groups?.['bucket'];
  const [bucket = '', ...rest] = named === undefined ? path.split('/') : [named, path];
  const key = rest.join('/');
  return bucket && key ? { bucket, key } : undefined;
}

/** Where an object is found by its path: at the endpoint of this cloud, or at AWS's where it has none. */
export function objectAddress({ bucket, key }: S3Object, region: string, endpoint: string | undefined): string {
  const path = encodeURIComponent(key);
  return endpoint === undefined
    ? `https://${bucket}.s3.${region}.amazonaws.com/${path}`
    : `${endpoint}/${bucket}/${path}`;
}

/** The bucket that stands before the name of an endpoint, as in `bucket.s3.region.amazonaws.com`. */
export function bucketInHost(hostname: string): string | undefined {
  return (OF_AWS.exec(hostname) ?? OF_LOOPBACK.exec(hostname))?.groups?.['bucket'];
}

function hostOf(url: URL, endpoint: string | undefined): RegExpExecArray | null {
  if (url.protocol === 'https:') return OF_AWS.exec(url.hostname);
  const isHere = endpoint !== undefined && url.protocol === 'http:' && url.port === new URL(endpoint).port;
  return isHere ? OF_LOOPBACK.exec(url.hostname) : null;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
