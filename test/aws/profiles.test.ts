import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProfilesTakenApart } from '../../src/aws/profiles.ts';
import { workFolder } from '../support/binary.ts';
import { lab } from './stage.ts';

const CONFIG = `[default]
region = eu-west-1
[profile person]
region = eu-west-1
[profile with-device]
role_arn = arn:aws:iam::222222222222:role/LabAdministrator
source_profile = person
mfa_serial = arn:aws:iam::111111111111:mfa/phone
external_id = course-7
[profile plain-role]
role_arn = arn:aws:iam::222222222222:role/LabAdministrator
source_profile = person
`;

const TAKEN_APART = {
  profile: 'person',
  roleArn: 'arn:aws:iam::222222222222:role/LabAdministrator',
  externalId: 'course-7',
  mfaSerial: 'arn:aws:iam::111111111111:mfa/phone',
};

beforeEach(() => {
  const file = join(workFolder(), 'config');
  writeFileSync(file, CONFIG);
  vi.stubEnv('AWS_CONFIG_FILE', file);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', `${file}-credentials`);
  vi.stubEnv('AWS_PROFILE', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a profile', () => {
  it('that assumes a role with an MFA device is taken apart, so that the device is asked once', async () => {
    const ids = ['111111111111', '222222222222', '333333333333'] as const;
    const [tools, datascience, staging] = ids.map((id) => ({ id, profile: 'with-device' }));
    const { accounts } = await withProfilesTakenApart(lab({ tools, datascience, staging }));
    expect(Object.values(accounts)).toEqual(ids.map((id) => ({ id, ...TAKEN_APART })));
  });

  it('that AWS_PROFILE names counts as well', async () => {
    vi.stubEnv('AWS_PROFILE', 'with-device');
    const { accounts } = await withProfilesTakenApart(lab({ tools: { id: '111111111111' } }));
    expect(accounts.tools).toEqual({ id: '111111111111', ...TAKEN_APART });
  });

  it.each([['plain-role'], ['person'], ['nobody']])('such as %s is left to the SDK', async (profile) => {
    const account = { id: '111111111111', profile };
    expect((await withProfilesTakenApart(lab({ tools: account }))).accounts.tools).toEqual(account);
  });

  it('beside a role in the settings is left to the SDK', async () => {
    const account = { id: '111111111111', profile: 'with-device', roleArn: 'arn:aws:iam::111111111111:role/Other' };
    expect((await withProfilesTakenApart(lab({ tools: account }))).accounts.tools).toEqual(account);
  });
});
