import { own, put } from '../../../own.ts';
import { formatAddress, parseCidr } from './cidr.ts';
import { newId } from './find.ts';
import { ec2Of, type NetworkInterfaceRecord, type Place, type SubnetRecord } from './state.ts';

/** A network interface as whoever creates it describes it. */
type NewInterface = Pick<NetworkInterfaceRecord, 'description' | 'interfaceType' | 'requester'> & {
  readonly groups: readonly string[];
};

/** Puts an interface into the subnet, which it and its security groups hold from then on. */
export function newInterface(subnet: SubnetRecord, wanted: NewInterface, place: Place): NetworkInterfaceRecord {
  const { networkInterfaces } = ec2Of(place);
  const id = newId(place.cloud.world, 'eni');
  const address = freeAddress(subnet, Object.values(networkInterfaces));
  const { groups, ...made } = wanted;
  return put(networkInterfaces, id, {
    ...made,
    id,
    groups: [...groups],
    subnet: subnet.id,
    vpc: subnet.vpc,
    address,
    tags: {},
  });
}

/** A service attaches an interface to what it serves: until it is released, nobody can delete it. */
export function attachInterface(id: string, owner: string, place: Place): void {
  const one = own(ec2Of(place).networkInterfaces, id);
  if (one) one.owner = owner;
}

/** When the service lets go of an interface, and when it deletes it itself. */
interface ReleaseTimes {
  readonly releasedAt: number;
  readonly goneAt: number;
}

/** The thing that the interfaces serve is deleted; they themselves are deleted a while later. */
export function releaseInterfaces(owner: string, times: ReleaseTimes, place: Place): void {
  for (const one of interfacesOf(owner, place)) Object.assign(one, times);
}

export function interfacesOf(owner: string, place: Place): NetworkInterfaceRecord[] {
  return Object.values(ec2Of(place).networkInterfaces).filter((one) => one.owner === owner);
}

/** AWS keeps the first four addresses of a subnet. Source: VPC user guide, "Subnet CIDR blocks". */
const FIRST_USABLE = 4;

/** The address that the next interface in the subnet gets. */
export function freeAddress({ id, cidr }: SubnetRecord, interfaces: readonly NetworkInterfaceRecord[]): string {
  const taken = new Set(interfaces.flatMap(({ subnet, address }) => (subnet === id ? address : [])));
  const { first } = parseCidr(cidr, 'cidrBlock');
  let candidate = first + FIRST_USABLE;
  while (taken.has(formatAddress(candidate))) candidate += 1;
  return formatAddress(candidate);
}
