import type {
  DecryptRequest,
  DecryptResponse,
  EncryptRequest,
  EncryptResponse,
  GenerateDataKeyRequest,
  GenerateDataKeyResponse,
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateDataKeyWithoutPlaintextResponse,
  ReEncryptRequest,
  ReEncryptResponse,
} from '@aws-sdk/client-kms';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { keyToUse, type EncryptionContext } from './access.ts';
import { NONCE_LENGTH, seal, sealedBy, unseal } from './cipher.ts';
import { findKey } from './find.ts';
import { usable } from './key-state.ts';
import { freshBytes } from './new-key.ts';
import type { Key } from './state.ts';

const LONGEST_PLAINTEXT = 4096;
const ALGORITHM = 'SYMMETRIC_DEFAULT';

export function generateDataKey(input: GenerateDataKeyRequest, call: Call): GenerateDataKeyResponse {
  return dataKey(input, call, 'GenerateDataKey');
}

export function generateDataKeyWithoutPlaintext(
  input: GenerateDataKeyWithoutPlaintextRequest,
  call: Call,
): GenerateDataKeyWithoutPlaintextResponse {
  const { KeyId, CiphertextBlob } = dataKey(input, call, 'GenerateDataKeyWithoutPlaintext');
  return { KeyId, CiphertextBlob };
}

export function encrypt(input: EncryptRequest, call: Call): EncryptResponse {
  const key = usable(keyToUse(call, input.KeyId, 'Encrypt', input.EncryptionContext));
  const plaintext = input.Plaintext ?? new Uint8Array();
  if (plaintext.length < 1 || plaintext.length > LONGEST_PLAINTEXT) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length between 1 and ${LONGEST_PLAINTEXT}`,
    );
  }
  return {
    KeyId: key.arn,
    CiphertextBlob: sealed(call, key, plaintext, input.EncryptionContext),
    EncryptionAlgorithm: ALGORITHM,
  };
}

export function decrypt(input: DecryptRequest, call: Call): DecryptResponse {
  const { key, plaintext } = opened(call, input, 'Decrypt');
  return { KeyId: key.arn, Plaintext: plaintext, EncryptionAlgorithm: ALGORITHM };
}

/** Needs `kms:ReEncryptFrom` on one key and `kms:ReEncryptTo` on the other. */
export function reEncrypt(input: ReEncryptRequest, call: Call): ReEncryptResponse {
  const source = {
    CiphertextBlob: input.CiphertextBlob,
    KeyId: input.SourceKeyId,
    EncryptionContext: input.SourceEncryptionContext,
  };
  const { key, plaintext } = opened(call, source, 'ReEncryptFrom');
  const context = input.DestinationEncryptionContext;
  const destination = usable(keyToUse(call, input.DestinationKeyId, 'ReEncryptTo', context));
  return {
    CiphertextBlob: sealed(call, destination, plaintext, context),
    SourceKeyId: key.arn,
    KeyId: destination.arn,
    SourceEncryptionAlgorithm: ALGORITHM,
    DestinationEncryptionAlgorithm: ALGORITHM,
  };
}

function dataKey(input: GenerateDataKeyRequest, call: Call, operation: string): GenerateDataKeyResponse {
  if ((input.KeySpec === undefined) === (input.NumberOfBytes === undefined)) {
    throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  const key = usable(keyToUse(call, input.KeyId, operation, input.EncryptionContext));
  const plaintext = freshBytes(call, input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32));
  return {
    KeyId: key.arn,
    Plaintext: plaintext,
    CiphertextBlob: sealed(call, key, plaintext, input.EncryptionContext),
  };
}

function opened(call: Call, input: DecryptRequest, operation: string): { key: Key; plaintext: Uint8Array } {
  const ciphertext = input.CiphertextBlob ?? new Uint8Array();
  const arn = sealedBy(ciphertext);
  if (input.KeyId !== undefined && findKey(call, input.KeyId).arn !== arn) {
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  const key = usable(keyToUse(call, arn, operation, input.EncryptionContext));
  return { key, plaintext: unseal(key, ciphertext, input.EncryptionContext ?? {}) };
}

function sealed(call: Call, key: Key, plaintext: Uint8Array, encryptionContext: EncryptionContext = {}): Uint8Array {
  return seal(key, plaintext, freshBytes(call, NONCE_LENGTH), encryptionContext);
}
