import { LAB, type Rehearsal } from './rehearsal.ts';

/** What an account's root user gets for an answer to a call such as `s3:PutObject`. */
export function invoke<Output = object>({ sandbox }: Rehearsal, account: string, call: string, input: object): Output {
  const [service = '', operation = ''] = call.split(':');
  const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;
  return sandbox.cloud.answer({ principal, account, region: LAB.region, service, operation, input }) as Output;
}
