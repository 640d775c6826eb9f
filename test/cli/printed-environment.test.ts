import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import type { ServeRequest } from '../../src/commands/command.ts';
import { serve } from '../../src/compose/serve.ts';
import { workFolder } from '../support/binary.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const TOPIC = JSON.stringify({ Resources: { T: { Type: 'AWS::SNS::Topic' } } });

async function printedBy(cwd: string, request: Partial<ServeRequest> = {}): Promise<string> {
  const [stdout, stderr] = [new FakeOutput(), new FakeOutput()];
  const io = { env: {}, cwd, stdin: new FakeInput({ isTTY: false }), stdout, stderr, signal: AbortSignal.abort() };
  const usual = {
    directory: 'sandbox',
    port: 0,
    pace: 'jump',
    withoutIam: false,
    accounts: 0,
    output: 'text',
  } as const;
  expect(await serve({ ...usual, ...request }, ['sandbox'], io), stderr.text).toBe(0);
  return stdout.text;
}

/** What the command prints over a folder in which stacks stand at these places. */
async function printed(...places: readonly { readonly account: string; readonly region: string }[]): Promise<string> {
  const cwd = workFolder();
  const accounts = [...new Set(places.map(({ account }) => account))].map((id) => ({ id }));
  if (accounts.length > 0) {
    const sandbox = openSandbox({ storage: directoryStorage(join(cwd, 'sandbox')), accounts, begin: 0 });
    for (const { account, region } of places) {
      const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;
      const input = { StackName: 'lab', TemplateBody: TOPIC };
      const request = { account, region, service: 'cloudformation', operation: 'CreateStack', input } as const;
      sandbox.cloud.invoke({ ...request, principal });
    }
    sandbox.close();
  }
  return printedBy(cwd);
}

function exported(text: string): string | undefined {
  return /^export AWS_ENDPOINT_URL=\S+ AWS_REGION=(\S+) AWS_DEFAULT_REGION=\1$/m.exec(text)?.[1];
}

describe('the environment that `mlops-lab sandbox` prints', () => {
  it('is of the usual region where nothing stands', async () => {
    expect(exported(await printed())).toBe('us-east-1');
  });

  it('is of the region of the lab that stands in the folder', async () => {
    const text = await printed({ account: '111111111111', region: 'eu-west-1' });
    expect(exported(text)).toBe('eu-west-1');
    expect(text).not.toContain('us-east-1');
  });

  it('names the other regions and accounts in which something stands', async () => {
    const text = await printed(
      { account: '444444444444', region: 'ap-southeast-2' },
      { account: '111111111111', region: 'us-east-1' },
    );
    expect(exported(text)).toBe('us-east-1');
    expect(text).toContain('# export AWS_REGION=ap-southeast-2 AWS_DEFAULT_REGION=ap-southeast-2\n');
    expect(text).toMatch(/# or the account 444444444444 of another rehearsal\n# export AWS_ACCESS_KEY_ID=\S+/);
  });

  it.each([
    [
      'fish',
      /^set -gx AWS_ENDPOINT_URL 'http:\S+'\nset -gx AWS_REGION 'us-east-1'$/m,
      /^# set -gx AWS_ACCESS_KEY_ID '/m,
    ],
    ['powershell', /^\$Env:AWS_ENDPOINT_URL = 'http:\S+'\n\$Env:AWS_REGION = '/m, /^# \$Env:AWS_ACCESS_KEY_ID = '/m],
    ['cmd', /^set AWS_ENDPOINT_URL=http:\S+\nset AWS_REGION=us-east-1$/m, /^rem set AWS_ACCESS_KEY_ID=/m],
  ] as const)('is for %s where that is asked for', async (shell, own, others) => {
    const text = await printedBy(workFolder(), { shell });
    expect(text).toMatch(own);
    expect(text).toMatch(others);
    expect(text).not.toMatch(/^(# )?export /m);
  });

  it('leads into as many accounts more as are asked for', async () => {
    const text = await printedBy(workFolder(), { accounts: 250 });
    expect(text).toContain(
      '# and so can arn:aws:iam::100000000001:role/LabAdministrator and 249 more, in the other accounts\nexport AWS_ACCESS',
    );
    expect(text).toContain('# the Tools account, 111111111111; arn:aws:iam::111111111111:role/LabAdministrator and');
    expect(text).not.toContain('100000000002');
  });

  it('leads from the first account of the settings into the others', async () => {
    const cwd = workFolder();
    writeFileSync(
      join(cwd, 'roster.csv'),
      'lab,tools,datascience\nada,900000000001,900000000002\nbob,900000000001,900000000003\n',
    );
    const roles = ['tools', 'datascience'].map(
      (role) => `  ${role}: { roleArn: "arn:aws:iam::{account}:role/Teacher" }`,
    );
    const text = `region: us-east-1\naccounts:\n${roles.join('\n')}\n  staging: { id: "333333333333", profile: release }\n`;
    writeFileSync(join(cwd, 'class.yaml'), `${text}roster: roster.csv\n`);
    const printed = await printedBy(cwd, { config: 'class.yaml' });
    expect(printed).toContain('# the account 900000000001; arn:aws:iam::900000000001:role/Teacher and its namesakes');
    expect(printed).toContain(
      '# and so can arn:aws:iam::900000000002:role/Teacher and 1 more, in the other accounts of class.yaml',
    );
    expect(printed).toMatch(/# or the Staging account, 333333333333\n# export AWS_ACCESS_KEY_ID=\S+/);
  });
});
