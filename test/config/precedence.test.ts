import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagName, flagOf, SETTING_FLAGS, type SettingPath } from '../../src/config/flags.ts';
import { valueAt, withValue, type SettingsTree } from '../../src/config/settings-tree.ts';
import { load } from './working-folder.ts';

type Source = 'flag' | 'env' | 'file' | 'sandbox';

const SOURCES: readonly Source[] = ['flag', 'env', 'file', 'sandbox'];

/** A different good value from each source, so that the one that won can be told. */
const VALUES = {
  name: { flag: 'by-flag', env: 'by-env', file: 'by-file', sandbox: 'by-sandbox' },
  region: { flag: 'us-east-1', env: 'eu-west-1', file: 'ap-south-1', sandbox: 'sa-east-1' },
  'network.zones': { flag: 3, env: 2, file: 1, sandbox: 3 },
  'pipeline.executionMode': { flag: 'superseded', env: 'queued', file: 'superseded', sandbox: 'queued' },
  'pipeline.threshold': { flag: 7.5, env: 8, file: 9, sandbox: 10 },
  'pipeline.plausibility': { flag: 1.5, env: 2, file: 4, sandbox: 1000 },
  'pipeline.approval': { flag: true, env: false, file: true, sandbox: false },
  'pipeline.serverlessMemory': { flag: 1024, env: 2048, file: 3072, sandbox: 4096 },
  'pipeline.retentionDays': { flag: 7, env: 14, file: 30, sandbox: 60 },
  'accounts.tools.id': { flag: '111111111111', env: '111111111112', file: '111111111113', sandbox: '111111111114' },
  'accounts.staging.id': { flag: '333333333331', env: '333333333332', file: '333333333333', sandbox: '333333333334' },
  'accounts.datascience.profile': { flag: 'flagged', env: 'environed', file: 'filed', sandbox: 'boxed' },
} as const satisfies Partial<Record<SettingPath, Record<Source, string | number | boolean>>>;

type Tried = keyof typeof VALUES;

const given = fc.record(
  Object.fromEntries(Object.keys(VALUES).map((path) => [path, fc.subarray([...SOURCES])])) as Record<
    Tried,
    fc.Arbitrary<Source[]>
  >,
);

describe('precedence', () => {
  it('is flag, environment, file, sandbox, for each setting on its own', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (sources) => {
        const { settings, origin } = await loadFrom(sources);
        for (const [path, present] of Object.entries(sources) as [Tried, Source[]][]) {
          const winner = SOURCES.find((source) => present.includes(source));
          expect(origin.get(path)?.source).toBe(winner);
          if (winner) expect(valueAt(settings, path.split('.'))).toBe(VALUES[path][winner]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the place of each value', async () => {
    const { origin } = await loadFrom({
      region: ['flag', 'file'],
      name: ['env', 'file'],
      'accounts.tools.id': ['file'],
    });
    expect(origin.get('region')?.where).toBe('--region');
    expect(origin.get('name')?.where).toBe('MLOPS_LAB_NAME');
    expect(origin.get('accounts.tools.id')?.where).toMatch(/^mlops-lab\.yaml:1:\d+$/);
  });
});

describe('the table of flags', () => {
  it('names each way in once, as commander will hand it over', () => {
    for (const key of ['flag', 'attribute', 'env', 'path'] as const) {
      const names = SETTING_FLAGS.map((setting) => setting[key]);
      expect(new Set(names).size).toBe(37);
    }
    expect(flagOf('accounts.tools.roleArn')).toMatchObject({
      flag: '--tools-role-arn <arn>',
      attribute: 'toolsRoleArn',
      env: 'MLOPS_LAB_TOOLS_ROLE_ARN',
    });
    expect(flagName(flagOf('network.zones'))).toBe('--network-zones');
  });
});

function loadFrom(sources: Partial<Record<Tried, Source[]>>) {
  const flags: Record<string, string> = {};
  const env: Record<string, string> = {};
  let file: SettingsTree = {};
  let sandboxDefaults: SettingsTree = {};
  for (const [path, present] of Object.entries(sources) as [Tried, Source[]][]) {
    const keys = path.split('.');
    if (present.includes('flag')) flags[flagOf(path).attribute] = String(VALUES[path].flag);
    if (present.includes('env')) env[flagOf(path).env] = String(VALUES[path].env);
    if (present.includes('file')) file = withValue(file, keys, VALUES[path].file);
    if (present.includes('sandbox')) sandboxDefaults = withValue(sandboxDefaults, keys, VALUES[path].sandbox);
  }
  return load(JSON.stringify(file), { flags, env, sandboxDefaults });
}
