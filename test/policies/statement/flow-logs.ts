import { EVERYTHING } from '../world/named.ts';
import { may, type Rule } from './rule.ts';

const WHO = 'the flow log';

/** Who writes what connections there were in the network, where that is wanted. */
export const FLOW_LOGS: readonly Rule[] = [
  may(WHO, {
    what: 'logs:CreateLogStream PutLogEvents',
    on: ["the network's flow log", "the group of the network's flow log"],
    why: 'writes into its own group and no other',
  }),
  may(WHO, {
    what: 'logs:DescribeLogStreams',
    on: "the group of the network's flow log",
    why: 'finds where to go on',
  }),
  may(WHO, { what: 'logs:DescribeLogGroups', on: EVERYTHING, why: 'AWS demands it; lists know no resources' }),
];
