import { describe, expect, it } from 'vitest';
import { leftNetwork } from '../../src/aws/leftovers/network.ts';
import { LAB } from '../support/rehearsal.ts';
import { operationOf, stage, xml } from './stage.ts';

const OWNER = 'lab/111111111111/us-east-1';

function items(name: string, each: readonly Readonly<Record<string, string>>[]): string {
  const fields = (item: Readonly<Record<string, string>>) =>
    Object.entries(item).map(([field, value]) => `<${field}>${value}</${field}>`);
  return `<${name}>${each.map((item) => `<item>${fields(item).join('')}</item>`).join('')}</${name}>`;
}

/** What is listed where EC2 has these networks of the lab, with the requests that were sent for it. */
async function listed(vpcs: readonly string[]) {
  const bodies: string[] = [];
  const interfaces = [
    { networkInterfaceId: 'eni-1', vpcId: 'vpc-1', status: 'in-use' },
    { networkInterfaceId: 'eni-2', vpcId: 'vpc-1' },
  ];
  const answers: Readonly<Record<string, string>> = {
    DescribeVpcs: items(
      'vpcSet',
      vpcs.map((vpcId) => ({ vpcId })),
    ),
    DescribeNetworkInterfaces: items('networkInterfaceSet', interfaces),
  };
  const { setup } = stage({
    between: (request) => {
      bodies.push(decodeURIComponent(String(request.body)));
      const operation = operationOf(request);
      return Promise.resolve(xml(`<${operation}Response>${answers[operation] ?? ''}</${operation}Response>`));
    },
  });
  const found = await leftNetwork['networks']?.(setup, { ...LAB, role: 'datascience' });
  const told = await Promise.all((found ?? []).map(async ({ tags, ...rest }) => ({ ...rest, tags: await tags?.() })));
  return { told, bodies };
}

describe('what is left of the network of a lab', () => {
  it('is the network by its tag, and each interface in it, which belongs to whom the network does', async () => {
    const { told, bodies } = await listed(['vpc-1']);
    const tags = expect.objectContaining({ 'mlops-lab:deployment': OWNER }) as object;
    const about = { expected: false, alike: false, tags };
    const inside = { ...about, kind: 'network interface', id: 'vpc-1' };
    expect(told).toEqual([
      { ...about, kind: 'network', name: 'vpc-1', reason: 'still exists' },
      { ...inside, name: 'eni-1', reason: 'in-use' },
      { ...inside, name: 'eni-2', reason: 'still exists' },
    ]);
    expect(bodies[0]).toContain(`Filter.1.Name=tag:mlops-lab:deployment&Filter.1.Value.1=${OWNER}`);
    expect(bodies[1]).toContain('Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1');
  });

  it('is nothing where it has no network, and no interface is asked for', async () => {
    const { told, bodies } = await listed([]);
    expect(told).toEqual([]);
    expect(bodies).toHaveLength(1);
  });
});
