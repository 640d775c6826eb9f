import { type Shell, variableLines } from '../../lab/shells.ts';
import type { SessionKeys } from '../../ports/signin.ts';

export const LOGIN_FORMATS = ['env', 'fish', 'powershell', 'cmd', 'process', 'json'] as const;

export type LoginFormat = (typeof LOGIN_FORMATS)[number];

/** Temporary credentials in the formats of other tools. */
export function formatted(keys: SessionKeys, format: LoginFormat, region: string): string {
  switch (format) {
    case 'env':
      return environment(keys, region, 'sh');
    case 'fish':
    case 'powershell':
    case 'cmd':
      return environment(keys, region, format);
    case 'process':
      // The output format of `credential_process` (AWS SDKs and tools reference guide, "Process credential provider").
      return JSON.stringify({ Version: 1, ...members(keys) });
    case 'json':
      return JSON.stringify(members(keys), null, 2);
  }
}

/** With the names of STS responses. */
function members({ accessKeyId, secretAccessKey, sessionToken, expires }: SessionKeys) {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    ...(expires !== undefined && { Expiration: new Date(expires).toISOString() }),
  };
}

/** The output of the AWS CLI's `export-credentials`, plus the region, without which most tools do not start. */
function environment(keys: SessionKeys, region: string, shell: Shell): string {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = members(keys);
  return variableLines(shell, {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
    ...(Expiration !== undefined && { AWS_CREDENTIAL_EXPIRATION: Expiration }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }).join('\n');
}
