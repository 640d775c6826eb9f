import type { Sandbox } from '../../src/sandbox/sandbox.ts';

const ROLES = ['tools', 'datascience', 'staging'];
const IDS = ['111111111111', '222222222222', '333333333333'];

/** The accounts of a sandbox that is offered on loopback, each entered in its administrator's role. */
export const ACCOUNTS = IDS.map((id) => ({ id, roleArn: `arn:aws:iam::${id}:role/LabAdministrator` }));

/** How a command line names them. */
export const PLACES: readonly string[] = [
  ...['--region', 'us-east-1'],
  ...ACCOUNTS.flatMap(({ id, roleArn }, at) => [
    ...[`--${ROLES[at] ?? ''}-account`, id],
    ...[`--${ROLES[at] ?? ''}-role-arn`, roleArn],
  ]),
];

/** The address and the keys with which a program enters them. */
export function environmentOf(sandbox: Sandbox, url: string): Record<string, string> {
  const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id: IDS[0] ?? '' });
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
}
