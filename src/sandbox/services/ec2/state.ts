import type { Cloud } from '../../kernel/service.ts';
import { earliestAfter } from '../../kernel/earliest.ts';
import type { Slice, World } from '../../kernel/world.ts';
import { addDefaultVpc } from './default-vpc.ts';
import type { Ec2State } from './records.ts';

export type * from './records.ts';

export const ec2Slice: Slice<Ec2State> = {
  name: 'ec2',
  initial: () => ({
    vpcs: {},
    subnets: {},
    routeTables: {},
    internetGateways: {},
    securityGroups: {},
    endpoints: {},
    networkInterfaces: {},
    flowLogs: {},
    deletionsBegun: {},
  }),
};

export interface Place {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

/** The region's state at this moment: what was to vanish by now is not in it. */
export function ec2Of({ cloud, account, region }: Place): Ec2State {
  const state = cloud.world.slice(ec2Slice, account, region);
  if (!state.begun) begin(state, { cloud, account, region });
  dropGone(state.endpoints, cloud.world.now);
  dropGone(state.networkInterfaces, cloud.world.now);
  return state;
}

/** When the next endpoint or interface changes by itself. */
export function nextChange({ world }: Cloud): number | undefined {
  return earliestAfter(world.now, changesToCome(world));
}

/** One by one, since this is asked at each moment for all accounts. */
function* changesToCome(world: World): Generator<number | undefined> {
  for (const { value } of world.survey(ec2Slice)) {
    for (const { availableAt, goneAt } of Object.values(value.endpoints)) {
      yield availableAt;
      yield goneAt;
    }
    for (const { releasedAt, goneAt } of Object.values(value.networkInterfaces)) {
      yield releasedAt;
      yield goneAt;
    }
  }
}

/** An account has a default VPC in each region, unless somebody took it away. */
function begin(state: Ec2State, place: Place): void {
  state.begun = true;
  if (place.cloud.faults.hasDefaultVpc(place.account)) addDefaultVpc(state, place);
}

function dropGone(records: Record<string, { readonly goneAt?: number }>, now: number): void {
  for (const [id, { goneAt }] of Object.entries(records)) {
    if (goneAt !== undefined && goneAt <= now) delete records[id];
  }
}
