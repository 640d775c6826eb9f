import { createCipheriv, createDecipheriv } from 'node:crypto';

import { AwsError } from '../../kernel/aws-error.ts';
import type { EncryptionContext } from './access.ts';
import type { Key } from './state.ts';

export const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/*
 * What `seal` makes; the key's ARN stands in it because callers of Decrypt need not name the key:
 *
 *   length of ARN (1 byte) | ARN | nonce (12) | authentication tag (16) | AES-256-GCM ciphertext
 */
export function seal(key: Key, plaintext: Uint8Array, nonce: Buffer, encryptionContext: EncryptionContext): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.secret, 'hex'), nonce);
  cipher.setAAD(boundTo(encryptionContext));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const arn = Buffer.from(key.arn);
  return Buffer.concat([Buffer.of(arn.length), arn, nonce, cipher.getAuthTag(), ciphertext]);
}

/** The ARN of the key that made a sealed text. */
export function sealedBy(sealed: Uint8Array): string {
  const arn = Buffer.from(sealed.subarray(1, 1 + (sealed[0] ?? 0))).toString();
  if (!arn.startsWith('arn:aws:kms:')) throw invalidCiphertext();
  return arn;
}

export function unseal(key: Key, sealed: Uint8Array, encryptionContext: EncryptionContext): Uint8Array {
  const parts = sealed.subarray(1 + (sealed[0] ?? 0));
  const tagEnd = NONCE_LENGTH + TAG_LENGTH;
  if (parts.length < tagEnd) throw invalidCiphertext();
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.secret, 'hex'), parts.subarray(0, NONCE_LENGTH));
  decipher.setAAD(boundTo(encryptionContext)).setAuthTag(parts.subarray(NONCE_LENGTH, tagEnd));
  try {
    return Buffer.concat([decipher.update(parts.subarray(tagEnd)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

function boundTo(encryptionContext: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(encryptionContext).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** KMS says no more than the code, so that nobody learns what was wrong. */
function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException', '');
}
