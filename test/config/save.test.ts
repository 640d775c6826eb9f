import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeSettings } from '../../src/config/complete.ts';
import type { SettingsRequest } from '../../src/config/load.ts';
import { saveSettings } from '../../src/config/save.ts';
import { FULL_FILE, load, loadSettings, workingFolder } from './working-folder.ts';

const FLAGS = {
  region: 'us-east-1',
  toolsAccount: '111111111111',
  toolsProfile: 'lab-tools',
  datascienceAccount: '022222222222',
  stagingAccount: '333333333333',
};

describe('saving', () => {
  it('gives a group that was an alias settings of its own', async () => {
    const accounts = 'accounts:\n  tools: &same\n    profile: lab\n  datascience: *same\n';
    const folder = await workingFolder(accounts);
    await save(folder, { flags: FLAGS });
    const { settings } = await complete(folder, {});
    expect(settings.accounts.datascience).toMatchObject({ id: '022222222222', profile: 'lab' });
    expect(settings.accounts.tools).toMatchObject({ id: '111111111111', profile: 'lab-tools' });
  });

  it('writes a new file that reads back as the same settings', async () => {
    const folder = await workingFolder();
    expect(await save(folder, { flags: FLAGS })).toBe(true);
    const [first = '', ...lines] = (await written(folder)).split('\n');
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
    expect(JSON.parse(await readFile(join(folder, decodeURI(schema)), 'utf8'))).toHaveProperty('properties.region');
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "# Settings of an MLOps lab: docs/configuration.md describes each of them.
      # No secret belongs here.

      region: us-east-1
      accounts:
        tools:
          id: "111111111111"
          profile: lab-tools
        datascience:
          id: "022222222222"
        staging:
          id: "333333333333"
      "
    `);
    const { settings } = await complete(folder, {});
    expect(settings.accounts.datascience.id).toBe('022222222222');
    expect(await readdir(folder)).toEqual(['mlops-lab.yaml']);
  });

  it('keeps comments, order and what it does not change', async () => {
    const folder = await workingFolder(`# my lab
network: { zones: 2 } # one is cheaper

accounts:
  # ask Grace before changing
  tools: { id: '111111111111', profile: old } # central IT
  datascience:
region: us-east-1
`);
    await save(folder, { flags: { ...FLAGS, toolsProfile: 'new' } });
    expect(await written(folder)).toMatchInlineSnapshot(`
      "# my lab
      network: { zones: 2 } # one is cheaper

      accounts:
        # ask Grace before changing
        tools: { id: '111111111111', profile: new } # central IT
        datascience:
          id: "022222222222"
        staging:
          id: "333333333333"
      region: us-east-1
      "
    `);
  });

  it('keeps a list of zones, and takes one for the same that is written otherwise', async () => {
    const folder = await workingFolder(FULL_FILE);
    const flags = { networkZones: 'euw1-az1, euw1-az3' };
    expect(await save(folder, { flags })).toBe(true);
    expect((await load(await written(folder))).settings.network.zones).toEqual(['euw1-az1', 'euw1-az3']);
    expect(await save(folder, { flags: { networkZones: 'euw1-az1,euw1-az3' } })).toBe(false);
    expect(await save(folder, { flags: { networkZones: '1' } })).toBe(true);
    expect(await written(folder)).toBe(FULL_FILE.replace('zones: 2', 'zones: 1'));
  });

  it('leaves a file alone that already says it all', async () => {
    const odd = FULL_FILE.replace('name: course-7', 'name:    course-7');
    const folder = await workingFolder(odd);
    const before = await stat(join(folder, 'mlops-lab.yaml'));
    expect(await save(folder, { flags: { toolsAccount: '111111111111', networkZones: '2' } })).toBe(false);
    expect(await written(folder)).toBe(odd);
    expect((await stat(join(folder, 'mlops-lab.yaml'))).ino).toBe(before.ino);
  });

  it('does not keep what the shell said, nor defaults', async () => {
    const folder = await workingFolder(FULL_FILE);
    expect(await save(folder, { env: { MLOPS_LAB_REGION: 'us-west-2', MLOPS_LAB_NETWORK_ZONES: '3' } })).toBe(false);
    expect(await written(folder)).toBe(FULL_FILE);
  });

  it('keeps a comment-only file, Windows line ends and links', async () => {
    const folder = await workingFolder();
    await writeFile(join(folder, 'shared.yaml'), '# shared by the course\r\n');
    await symlink('shared.yaml', join(folder, 'mlops-lab.yaml'));
    await save(folder, { flags: FLAGS });
    const text = await readFile(join(folder, 'shared.yaml'), 'utf8');
    expect(text.split('\r\n').slice(0, 3)).toEqual(['# shared by the course', '', 'region: us-east-1']);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('says which file cannot be written', async () => {
    const folder = await workingFolder();
    const completed = await complete(folder, { flags: FLAGS });
    const file = join(folder, 'no', 'folder.yaml');
    await expect(saveSettings({ ...completed, file })).rejects.toMatchObject({
      code: 'settings-not-saved',
      message: expect.stringContaining(file) as string,
    });
  });
});

async function save(folder: string, request: Partial<SettingsRequest>): Promise<boolean> {
  return saveSettings(await complete(folder, request));
}

async function complete(folder: string, request: Partial<SettingsRequest>) {
  const nobody = { interactive: false, ask: () => expect.unreachable(), choose: () => expect.unreachable() };
  return completeSettings(await loadSettings({ flags: {}, env: {}, cwd: folder, ...request }), nobody);
}

function written(folder: string): Promise<string> {
  return readFile(join(folder, 'mlops-lab.yaml'), 'utf8');
}
