import { EC2Client, paginateDescribeNetworkInterfaces, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { OWNER_TAG, ownerOf, ownerTags } from '../../lab/owner.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { left, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** The lab's networks, and what uses them. */
export const leftNetwork: Listers = { networks };

/**
 * The lab's network; a network interface that outlives its owner is listed, since it keeps the network from being
 * deleted. Interfaces carry no tags of the lab, and belong to the owner of the network.
 */
async function networks(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(EC2Client, setup);
  const found: Candidate[] = [];
  const tags = () => Promise.resolve(ownerTags(lab));
  const alike = false;
  const vpcs: string[] = [];
  const ofLab = [{ Name: `tag:${OWNER_TAG}`, Values: [ownerOf(lab)] }];
  for await (const { Vpcs = [] } of paginateDescribeVpcs({ client }, { Filters: ofLab })) {
    vpcs.push(...Vpcs.flatMap(({ VpcId }) => VpcId ?? []));
  }
  found.push(...vpcs.map((id) => ({ ...left('network', id), tags, alike })));
  if (vpcs.length === 0) return found;
  const inThem = [{ Name: 'vpc-id', Values: vpcs }];
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client }, { Filters: inThem })) {
    found.push(
      ...NetworkInterfaces.map((each) => ({
        ...left('network interface', each.NetworkInterfaceId ?? '', each.Status),
        id: each.VpcId ?? '',
        tags,
        alike,
      })),
    );
  }
  return found;
}
