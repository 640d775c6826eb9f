import type { SessionKeys } from '../../ports/signin.ts';

export const LOGIN_FORMATS = ['env', 'process', 'json'] as const;

export type LoginFormat = (typeof LOGIN_FORMATS)[number];

/** Temporary credentials as other tools take them. */
export function formatted(keys: SessionKeys, format: LoginFormat, region: string): string {
  switch (format) {
    case 'env':
      return environment(keys, region);
    case 'process':
      // What `credential_process` has to print (AWS SDKs and tools reference guide, "Process credential provider").
      return JSON.stringify({ Version: 1, ...members(keys) });
    case 'json':
      return JSON.stringify(members(keys), null, 2);
  }
}

/** Named as in STS's answers. */
function members({ accessKeyId, secretAccessKey, sessionToken, expires }: SessionKeys): Record<string, string> {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    ...(expires !== undefined && { Expiration: new Date(expires).toISOString() }),
  };
}

/** What the AWS CLI's `export-credentials` prints, and the region, without which most tools refuse to begin. */
function environment(keys: SessionKeys, region: string): string {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = members(keys);
  const variables = {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
    AWS_CREDENTIAL_EXPIRATION: Expiration,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
  return Object.entries(variables)
    .flatMap(([name, value]) => (value === undefined ? [] : [`export ${name}=${quoted(value)}`]))
    .join('\n');
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
