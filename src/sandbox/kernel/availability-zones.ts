/** The zones of a region: us-east-1 has six; three is what AWS builds elsewhere ("AWS Regions and Availability Zones"). */
export function availabilityZones(region: string): string[] {
  const letters = region === 'us-east-1' ? 'abcdef' : 'abc';
  return [...letters].map((letter) => `${region}${letter}`);
}
