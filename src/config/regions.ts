/**
 * The regions of the partition `aws`, from the AWS SDK's own endpoint data; a test compares them. The list is closed,
 * since a mistyped region would otherwise appear as an endpoint that does not resolve.
 */
export const REGIONS = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'sa-west-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

/** Regions of AWS that a lab cannot be in, with the reason. */
export const OTHER_PARTITIONS = [
  {
    form: /^cn-/,
    name: 'AWS in China',
    reason:
      'accounts, console, names of endpoint services and the way in differ there, and nothing of it can be rehearsed',
  },
  {
    form: /^us-gov-/,
    name: 'AWS GovCloud (US)',
    reason: 'its accounts and sign-in are apart, it has no serverless endpoints, and nothing of it can be rehearsed',
  },
] as const;
