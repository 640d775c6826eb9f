import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Checksums } from './state.ts';

const DIGESTS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  CRC32: (bytes) => {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(bytes));
    return digest;
  },
  MD5: hashWith('md5'),
  SHA1: hashWith('sha1'),
  SHA256: hashWith('sha256'),
  SHA512: hashWith('sha512'),
};

interface ChecksumRequest {
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ContentMD5?: string | undefined;
}

export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

/** The ETag of an object made of parts: the MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(etags: readonly string[]): string {
  const digests = etags.map((etag) => Buffer.from(etag.replaceAll('"', ''), 'hex'));
  return `${etagOf(Buffer.concat(digests)).slice(0, -1)}-${etags.length}"`;
}

/**
 * The checksums to keep with a body, checked against those that came with it. Of the algorithms that Node lacks
 * (CRC32C, CRC64NVME, XXHASH) the given value is kept as it is.
 */
export function acceptedChecksums(input: ChecksumRequest, bytes: Uint8Array): Checksums {
  expectMd5(input.ContentMD5, bytes);
  const given = checksumsIn(input);
  for (const [member, value] of Object.entries(given)) {
    const digest = digestOf(member.slice('Checksum'.length), bytes);
    if (digest !== undefined && digest !== value) throw badChecksum(member.slice('Checksum'.length));
  }
  const asked = input.ChecksumAlgorithm && digestOf(input.ChecksumAlgorithm, bytes);
  return asked ? { [`Checksum${input.ChecksumAlgorithm}`]: asked, ...given } : given;
}

/** The checksum of an upload's parts' checksums; none where a part lacks one or the algorithm is not Node's. */
export function compositeChecksums(algorithm: string | undefined, parts: readonly Checksums[]): Checksums {
  const member = `Checksum${algorithm}`;
  const values = parts.map((checksums) => own(checksums, member)).filter((value) => value !== undefined);
  const digests = Buffer.concat(values.map((value) => Buffer.from(value, 'base64')));
  const digest = digestOf(algorithm ?? '', digests);
  return digest && values.length === parts.length ? { [member]: `${digest}-${parts.length}` } : {};
}

export function checksumAnswer(checksums: Checksums): Record<string, string> {
  const [value] = Object.values(checksums);
  return value ? { ...checksums, ChecksumType: value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT' } : {};
}

function checksumsIn(input: object): Record<string, string> {
  const given = Object.entries(input).filter(
    ([member, value]) => /^Checksum(CRC|SHA|MD5|XX)/.test(member) && typeof value === 'string',
  );
  return Object.fromEntries(given);
}

function digestOf(algorithm: string, bytes: Uint8Array): string | undefined {
  return own(DIGESTS, algorithm)?.(bytes).toString('base64');
}

function hashWith(algorithm: string): (bytes: Uint8Array) => Buffer {
  return (bytes) => createHash(algorithm).update(bytes).digest();
}

function expectMd5(given: string | undefined, bytes: Uint8Array): void {
  if (given !== undefined && given !== digestOf('MD5', bytes)) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

function badChecksum(algorithm: string): AwsError {
  return new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}
