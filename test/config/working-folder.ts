import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadLabs, type SettingsRequest } from '../../src/config/load.ts';
import type { LoadedSettings } from '../../src/config/loaded-settings.ts';

/** A folder of its own for one test, with an `mlops-lab.yaml` if one is given. */
export async function workingFolder(yaml?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlops-lab-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (yaml !== undefined) await writeFile(join(folder, 'mlops-lab.yaml'), yaml);
  return folder;
}

/** The settings of a file that describes one lab. */
export async function loadSettings(request: SettingsRequest): Promise<LoadedSettings> {
  const { labs, isClass } = await loadLabs(request);
  const [only] = labs;
  if (isClass || !only) throw new Error('the file describes a class');
  return only;
}

export async function load(yaml?: string, request: Partial<SettingsRequest> = {}): Promise<LoadedSettings> {
  return loadSettings({ flags: {}, env: {}, cwd: await workingFolder(yaml), ...request });
}

export const FULL_FILE = `name: course-7
region: eu-west-1
accounts:
  tools: { id: "111111111111", profile: lab-tools }
  datascience: { id: "222222222222", roleArn: "arn:aws:iam::222222222222:role/Admin", externalId: seven }
  staging: { id: "333333333333", roleArn: "arn:aws:iam::333333333333:role/Admin" }
network: { zones: 2 }
`;
