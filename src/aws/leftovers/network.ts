import { EC2Client, paginateDescribeNetworkInterfaces, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister } from './index.ts';

/** The lab's network; an interface that outlives its owner is named, since it keeps the network from going. */
export const leftNetwork: Lister = async (setup, lab) => {
  const client = new EC2Client(clientConfig(setup));
  const found: Found[] = [];
  const vpcs: string[] = [];
  const ofLab = [{ Name: 'tag:mlops-lab:lab', Values: [lab.name] }];
  for await (const { Vpcs = [] } of paginateDescribeVpcs({ client }, { Filters: ofLab })) {
    vpcs.push(...Vpcs.flatMap(({ VpcId }) => VpcId ?? []));
  }
  found.push(...vpcs.map((id) => left('network', id)));
  if (vpcs.length === 0) return found;
  const inThem = [{ Name: 'vpc-id', Values: vpcs }];
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client }, { Filters: inThem })) {
    found.push(
      ...NetworkInterfaces.map((each) => left('network interface', each.NetworkInterfaceId ?? '', each.Status)),
    );
  }
  return found;
};
