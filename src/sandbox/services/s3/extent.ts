import { AwsError } from '../../kernel/aws-error.ts';
import type { StoredObject } from './state.ts';

/** Which bytes of an object a read is about. */
export interface Extent {
  readonly start: number;
  /** The first byte behind it. */
  readonly end: number;
  readonly isPartial: boolean;
  readonly parts?: number;
}

interface Reading {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
}

export function extentOf(object: StoredObject, { Range, PartNumber }: Reading): Extent {
  if (Range !== undefined && PartNumber !== undefined) {
    throw new AwsError('InvalidRequest', 'Cannot specify both Range header and partNumber query parameter');
  }
  if (PartNumber !== undefined) return partOf(object, PartNumber);
  const range = Range === undefined ? undefined : rangeOf(Range, object.size);
  return range ? { ...range, isPartial: true } : { start: 0, end: object.size, isPartial: false };
}

/** `$status` tells the wire that the answer is partial. */
export function extentAnswer({ start, end, isPartial, parts }: Extent, { size }: StoredObject) {
  return {
    ContentLength: end - start,
    ...(isPartial && size > 0 && { ContentRange: `bytes ${start}-${end - 1}/${size}` }),
    ...(isPartial && { $status: 206 }),
    ...(parts !== undefined && { PartsCount: parts }),
  };
}

/** An object that was not uploaded in parts is a part by itself (GetObject, partNumber). */
function partOf({ size, partSizes }: StoredObject, number: number): Extent {
  const sizes = partSizes ?? [size];
  const length = sizes[number - 1];
  if (length === undefined) {
    const error = new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416);
    throw error.telling({ fields: { ActualPartCount: String(sizes.length), PartNumberRequested: String(number) } });
  }
  const start = sizes.slice(0, number - 1).reduce((sum, each) => sum + each, 0);
  return { start, end: start + length, isPartial: true, ...(partSizes && { parts: partSizes.length }) };
}

/** What a Range header asks for; one that S3 does not understand, such as several ranges, is ignored. */
function rangeOf(range: string, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (start >= size || (first === '' && last === '0')) {
    const error = new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
    throw error.telling({ fields: { ActualObjectSize: String(size), RangeRequested: range } });
  }
  return start >= end ? undefined : { start, end };
}
