import type { Variables } from '../../ports/variables.ts';
import { readFileSync } from 'node:fs';
import { usageError } from '../../errors.ts';

/**
 * The certificates to trust instead of Node's own: those of `AWS_CA_BUNDLE` or of the profiles' `ca_bundle`, which
 * replace the default authorities as in the AWS CLI. Node ignores `NODE_EXTRA_CA_CERTS` once it is given certificates,
 * so these are included. Undefined if nothing replaces the defaults.
 */
export function trustedCertificates(env: Variables, ofProfiles: readonly string[]): readonly string[] | undefined {
  const extra = env.NODE_EXTRA_CA_CERTS ? [certificatesIn(env.NODE_EXTRA_CA_CERTS, 'NODE_EXTRA_CA_CERTS')] : [];
  const bundles = env.AWS_CA_BUNDLE
    ? [certificatesIn(env.AWS_CA_BUNDLE, 'AWS_CA_BUNDLE')]
    : ofProfiles.map((path) => certificatesIn(path, 'ca_bundle of the AWS profile'));
  return bundles.length > 0 ? [...bundles, ...extra] : undefined;
}

function certificatesIn(path: string, setting: string): string {
  const text = contentOf(path, setting);
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw unusable(setting, path, 'has no certificates in PEM format');
  }
  return text;
}

function contentOf(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unusable(setting, path, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function unusable(setting: string, path: string, what: string): Error {
  const hint = `name a PEM file with the certificates of the authorities to trust, or unset ${setting}`;
  return usageError('ca-bundle', `${setting}: the file ${path} ${what}`, hint);
}
