import type { WireRequest } from '../kernel/http.ts';
import type { Protocol, ServiceSchema } from './schemas.ts';

/** Services whose REST protocol speaks XML; all other REST services of AWS speak JSON. */
const XML_SERVICES = ['s3', 's3control', 'cloudfront', 'route53'];

/**
 * The service of a request that names none, or none of the sandbox's: its protocol is the one that the request seems to
 * use, so that the client can read the error.
 */
export function unidentified(request: WireRequest, service: string | undefined): ServiceSchema {
  return { service: service ?? '', protocol: protocolOf(request, service), xmlNamespace: '', operations: new Map() };
}

function protocolOf({ method, headers, query }: WireRequest, service: string | undefined): Protocol {
  const type = headers['content-type'] ?? '';
  if (headers['x-amz-target'] !== undefined || type.startsWith('application/x-amz-json')) return 'json';
  if (method === 'POST' && type.startsWith('application/x-www-form-urlencoded')) return 'query';
  if ('Action' in query) return 'query';
  if (type.startsWith('application/json')) return 'rest-json';
  return service === undefined || XML_SERVICES.includes(service) ? 'rest-xml' : 'rest-json';
}
