import { AwsError } from '../../kernel/aws-error.ts';
import type { Tag } from '../../kernel/tags.ts';

interface Rules {
  readonly most: number;
  readonly tooMany: string;
  /** What is said to those who would set a tag of AWS. */
  readonly reserved: string;
}

/** "Categorizing your storage using tags" of the S3 guide; the wordings are those that users meet. */
const OBJECT: Rules = {
  most: 10,
  tooMany: 'Object tags cannot be greater than 10',
  reserved: 'Your TagKey cannot be prefixed with aws:',
};
const BUCKET: Rules = {
  most: 50,
  tooMany: 'Bucket tag count cannot be greater than 50',
  reserved: 'System tags cannot be added/updated by requester',
};

const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const LONGEST = { key: 128, value: 256 };

export function checkObjectTags(tags: readonly Tag[]): void {
  checkTags(tags, OBJECT);
}

/** CloudFormation sets tags of AWS's own on the buckets that it makes. */
export function checkBucketTags(tags: readonly Tag[], via: string | undefined): void {
  const own = via === 'cloudformation' ? tags.filter(({ Key = '' }) => !isReserved(Key)) : tags;
  checkTags(own, BUCKET);
}

function checkTags(tags: readonly Tag[], { most, tooMany, reserved }: Rules): void {
  for (const { Key = '', Value = '' } of tags) {
    if (isReserved(Key)) throw invalidTag(reserved, { TagKey: Key });
    if (Key === '' || Key.length > LONGEST.key || !CHARACTERS.test(Key))
      throw invalidTag('The TagKey you have provided is invalid', { TagKey: Key });
    if (Value.length > LONGEST.value || !CHARACTERS.test(Value))
      throw invalidTag('The TagValue you have provided is invalid', { TagKey: Key, TagValue: Value });
  }
  const keys = tags.map(({ Key = '' }) => Key);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw invalidTag('Cannot provide multiple Tags with the same key', { TagKey: twice });
  if (tags.length > most) throw new AwsError('BadRequest', tooMany);
}

function isReserved(key: string): boolean {
  return key.startsWith('aws:');
}

function invalidTag(message: string, fields: Readonly<Record<string, string>>): AwsError {
  return new AwsError('InvalidTag', message).telling({ fields });
}
