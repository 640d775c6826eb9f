import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2';

import type { Call } from '../../kernel/service.ts';
import { filtered } from './describe.ts';
import { refuse } from './errors.ts';

export const regionOperations = { DescribeRegions: describeRegions };

/** The regions that every account may use without opting in. Source: EC2 user guide, "AWS Regions". */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
];

function describeRegions(input: DescribeRegionsRequest, call: Call): DescribeRegionsResult {
  call.about('*');
  const unknown = input.RegionNames?.find((name) => !REGIONS.includes(name));
  if (unknown) refuse('InvalidParameterValue', `Invalid region: [${unknown}]`);
  const regions = REGIONS.filter((name) => !input.RegionNames?.length || input.RegionNames.includes(name)).map(
    (name) => ({
      RegionName: name,
      Endpoint: `ec2.${name}.amazonaws.com`,
      OptInStatus: 'opt-in-not-required',
    }),
  );
  const valuesOf = (region: (typeof regions)[number]) => ({
    'region-name': region.RegionName,
    endpoint: region.Endpoint,
    'opt-in-status': region.OptInStatus,
  });
  return { Regions: filtered(regions, input.Filters, valuesOf) };
}
