import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { externalDataInterceptor, getHomeDir, loadSsoSessionData, parseKnownFiles } from '@smithy/core/config';
import { readableTexts } from './section-names.ts';

export type Profile = Readonly<Record<string, string | undefined>>;

/** The content of the AWS CLI's files. */
export interface Profiles {
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly ssoSessions: Readonly<Record<string, Profile>>;
  /** Where they were searched, and what prevented reading; for messages. */
  readonly looked: readonly string[];
}

interface Read {
  readonly path: string;
  readonly text: string;
  readonly looked: string;
}

/** Reads `config` and `credentials`, and makes the SDK see parts that it would not read by itself. */
export async function readProfiles(): Promise<Profiles> {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const [config, credentials] = await Promise.all([
    read(AWS_CONFIG_FILE || join(getHomeDir(), '.aws', 'config')),
    read(AWS_SHARED_CREDENTIALS_FILE || join(getHomeDir(), '.aws', 'credentials')),
  ]);
  const texts = readableTexts(config.text, credentials.text);
  replace(config, texts.config);
  replace(credentials, texts.credentials);
  const [profiles, ssoSessions] = await Promise.all([parseKnownFiles({}), loadSsoSessionData({})]);
  return { profiles, ssoSessions, looked: [config.looked, credentials.looked] };
}

async function read(path: string): Promise<Read> {
  const expanded = expand(path);
  try {
    return { path, text: await readFile(expanded, 'utf8'), looked: expanded };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { path, text: '', looked: `${expanded} (${code === 'ENOENT' ? 'not there' : `unreadable: ${code}`})` };
  }
}

/** Some parts of the SDK use the path as given, others with `~` expanded. */
function replace({ path }: Read, text: string): void {
  for (const each of new Set([path, expand(path)])) externalDataInterceptor.interceptFile(each, text);
}

function expand(path: string): string {
  return path.startsWith('~/') ? join(getHomeDir(), path.slice(2)) : path;
}
