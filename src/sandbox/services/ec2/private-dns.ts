import type { Call } from '../../kernel/service.ts';
import { privateName } from './endpoint-services.ts';
import { refuse } from './errors.ts';
import { ec2Of, type EndpointRecord, type VpcRecord } from './state.ts';

/** Private names need the VPC's own DNS, and belong to one endpoint of a VPC only. */
export function checkPrivateDns(endpoint: EndpointRecord, vpc: VpcRecord, call: Call): void {
  if (!vpc.dnsSupport || !vpc.dnsHostnames) {
    refuse(
      'InvalidParameter',
      'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ' +
        vpc.id,
    );
  }
  const taken = Object.values(ec2Of(call).endpoints).some(
    (other) =>
      other.id !== endpoint.id &&
      other.vpc === vpc.id &&
      other.service === endpoint.service &&
      other.privateDns &&
      other.goneAt === undefined,
  );
  if (taken) {
    const name = privateName(endpoint.service, call.region);
    refuse(
      'InvalidParameter',
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${name} in the VPC ${vpc.id}`,
    );
  }
}
