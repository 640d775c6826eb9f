import type { ErrorEntries } from './entry.ts';

/** What a region and its zones offer. */
export const PLACES = {
  'unknown-zone': {
    exit: 'usage',
    what: 'The region has no zone of that id.',
    why: '`network.zones` lists a zone that the account does not have there.',
    remedy: 'Choose among those that the error lists, or give a number.',
  },
  'unfit-zone': {
    exit: 'usage',
    what: 'A zone lacks something that the network needs.',
    why: 'Not every zone has all endpoints and instance types.',
    remedy: 'Choose another zone, or give a number: then zones are chosen that have everything.',
  },
  'too-few-zones': {
    exit: 'usage',
    what: 'The region has fewer suitable zones than wanted.',
    why: 'Zones that lack something do not count.',
    remedy: 'Want fewer zones, or choose another region.',
  },
  'zones-in-one-step': {
    exit: 'usage',
    what: 'Zones cannot be exchanged in one step.',
    why: 'The addresses of a zone that goes are free only once it is gone.',
    remedy: 'Leave the old zones out first, and add the new ones in a second run.',
  },
  'first-zone': {
    exit: 'usage',
    what: 'The network cannot leave its first zone.',
    why: 'Its subnet is where notebooks are launched.',
    remedy: 'Keep the zone, or tear the lab down and create it again.',
  },
  'zone-in-use': {
    exit: 'failed',
    what: 'The network cannot leave a zone that is in use.',
    why: 'Notebooks or their network interfaces are still in it.',
    remedy: 'Terminate the notebooks and wait some minutes, or keep the zone.',
  },
  'no-serverless': {
    exit: 'usage',
    what: 'SageMaker has no serverless endpoints in the region.',
    why: 'Serverless endpoints are the default, and not every region has them.',
    remedy: 'Set `--endpoint-instance-type`, which is billed by the hour, or choose another region.',
  },
  'no-service': {
    exit: 'usage',
    what: 'The region lacks a service that a lab consists of.',
    why: 'Not every region has Service Catalog and CodePipeline.',
    remedy: 'Choose another region, such as `us-east-1` or `eu-west-1`.',
  },
  'no-instance-type': {
    exit: 'usage',
    what: 'The region has no instances of a type.',
    why: 'Not every region has every instance type.',
    remedy: 'Choose another type, such as `ml.m5.large`.',
  },
} as const satisfies ErrorEntries;
