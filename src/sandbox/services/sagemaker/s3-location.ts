import { s3ObjectOf, type S3Object } from '../../kernel/s3-url.ts';
import { invalid } from './errors.ts';

/** Bucket and key (or prefix) of an address in S3: `s3://bucket/key`, or one with `https`. */
export function s3Location(address: string, endpoint: string | undefined): S3Object {
  const { bucket, key } = /^s3:\/\/(?<bucket>[^/]+)\/?(?<key>.*)$/s.exec(address)?.groups ?? {};
  if (bucket !== undefined) return { bucket, key: key ?? '' };
  return s3ObjectOf(address, endpoint) ?? invalid(`${address} is not a valid S3 address`);
}
