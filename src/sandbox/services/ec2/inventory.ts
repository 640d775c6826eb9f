import { own } from '../../../own.ts';
import type { Cloud } from '../../kernel/service.ts';
import { arnOf, type Kind, KINDS } from './find.ts';
import { ec2Of, ec2Slice, type Resource } from './state.ts';

/**
 * What was made in the account, over all regions; a VPC's default group and main route table count as part of it. The
 * default VPC is not among it, with all that AWS made in it.
 */
export function inventory(cloud: Cloud, account: string): string[] {
  const regions = [...cloud.world.each(ec2Slice)].filter((slice) => slice.account === account);
  return regions.flatMap(({ region }) => arnsIn({ cloud, account, region }));
}

function arnsIn(place: { readonly cloud: Cloud; readonly account: string; readonly region: string }): string[] {
  const state = ec2Of(place);
  const main = Object.values(state.routeTables).filter(({ associations }) =>
    associations.some(({ subnet }) => !subnet),
  );
  const ofVpcs = new Set([
    ...Object.values(state.vpcs).map((vpc) => vpc.defaultSecurityGroup),
    ...main.map(({ id }) => id),
  ]);
  const given = new Set(Object.values(state.vpcs).flatMap(({ id, isDefault }) => (isDefault ? id : [])));
  const isGiven = (kind: Kind, id: string) => {
    const record: (Resource & { readonly vpc?: string; readonly isDefault?: boolean }) | undefined = own(
      state[kind],
      id,
    );
    if (kind === 'internetGateways') return given.has(record?.vpc ?? '');
    return record?.isDefault === true;
  };
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    Object.keys(state[kind])
      .filter((id) => !ofVpcs.has(id) && !isGiven(kind, id))
      .map((id) => arnOf(kind, id, place)),
  );
}
