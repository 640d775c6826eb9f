import type { ErrorEntries } from './entry.ts';

/** What lies between this machine and AWS. */
export const NETWORK = {
  unreachable: {
    exit: 'failed',
    what: 'AWS does not answer.',
    why: 'There is no network, no way to the host, or no such region.',
    remedy: 'Check the network, the VPN, the region, `AWS_ENDPOINT_URL`, and `HTTPS_PROXY` where a proxy is needed.',
  },
  untrusted: {
    exit: 'failed',
    what: 'The certificate of the host cannot be trusted.',
    why: 'A firewall or proxy looks into TLS, the certificate has expired, or the clock is wrong.',
    remedy: 'Name the certificate of the firewall in `AWS_CA_BUNDLE` or `NODE_EXTRA_CA_CERTS`, or set the clock.',
  },
  proxy: {
    exit: 'failed',
    what: 'The proxy does not let requests through.',
    why: 'It cannot be reached, wants a user name and password, or forbids the host.',
    remedy: 'Correct `HTTPS_PROXY` and `HTTP_PROXY`, or exempt hosts with `NO_PROXY`.',
  },
  'not-aws': {
    exit: 'failed',
    what: 'Something else than AWS answers.',
    why: 'A proxy, a firewall or the sign-in page of a network answers in the place of AWS.',
    remedy: 'Open a page in a browser, and check `HTTPS_PROXY`, `NO_PROXY` and `AWS_ENDPOINT_URL`.',
  },
  'ca-bundle': {
    exit: 'usage',
    what: 'The file with trusted certificates cannot be used.',
    why: 'It cannot be read, or holds no certificates in PEM format.',
    remedy: 'Name a PEM file, or unset the variable that the error names.',
  },
  'proxy-setting': {
    exit: 'usage',
    what: 'The address of the proxy is wrong.',
    why: '`HTTPS_PROXY` or `HTTP_PROXY` holds no address of an HTTP proxy, or a password that is not percent-encoded.',
    remedy: 'Write `http://HOST:PORT` or `http://USER:PASSWORD@HOST:PORT`.',
  },
} as const satisfies ErrorEntries;
