/**
 * The regions of the partition `aws` from before 20 March 2019, which no account can disable. All others have to be
 * enabled first. Source: AWS Account Management reference, "Enable or disable AWS Regions in your account".
 */
const DEFAULT_REGIONS: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/** A region that every account of the partition `aws` can use. */
export const ALWAYS_ENABLED = 'us-east-1';

/** Whether accounts have to enable the region before it knows their keys. */
export function isOptIn(region: string): boolean {
  return !DEFAULT_REGIONS.has(region) && !/^(cn|us-gov|us-iso|eusc)/.test(region);
}
