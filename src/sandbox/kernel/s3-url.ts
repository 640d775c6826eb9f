export interface S3Object {
  readonly bucket: string;
  readonly key: string;
}

const OF_AWS = /^(?:(?<bucket>.+)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;
/** Every name under `localhost` is this machine (RFC 6761, section 6.3), so buckets may precede it. */
const OF_LOOPBACK = /^(?:(?:(?!s3\.localhost$)(?<bucket>.+?)\.)?(?:s3\.)?localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The object of an S3 URL, virtual-hosted (`bucket.s3.region.amazonaws.com/key`) or path-style
 * (`s3.region.amazonaws.com/bucket/key`); undefined for any other URL. Clients derive URLs from a given endpoint, so
 * those at `endpoint`, where this cloud answers, count as S3's, too.
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

/** The path-style URL of an object: at this cloud's endpoint, or at AWS's if it has none. */
export function objectAddress({ bucket, key }: S3Object, region: string, endpoint: string | undefined): string {
  const path = encodeURIComponent(key);
  return endpoint === undefined
    ? `https://${bucket}.s3.${region}.amazonaws.com/${path}`
    : `${endpoint}/${bucket}/${path}`;
}

/** The bucket before an endpoint's name, as in `bucket.s3.region.amazonaws.com`. */
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
