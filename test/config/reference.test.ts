import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SETTING_FLAGS } from '../../src/config/flags.ts';
import { configurationReference, jsonSchemaText } from '../../src/config/reference.ts';
import { errorReference } from '../../src/error-codes/reference.ts';
import { formatted } from '../../scripts/formatted.js';
import { loadSettings, workingFolder } from './working-folder.ts';

describe('generated pages', () => {
  it.each([
    ['docs/configuration.md', configurationReference],
    ['docs/mlops-lab.schema.json', jsonSchemaText],
    ['docs/errors.md', errorReference],
  ])('%s is up to date; otherwise run npm run docs', async (page, generate) => {
    const filepath = fileURLToPath(new URL(`../../${page}`, import.meta.url));
    const fresh = await formatted(filepath, generate());
    expect(await readFile(filepath, 'utf8')).toBe(fresh);
  });

  it('show an example that is valid and complete', async () => {
    const [, example] = /```yaml\n(name[^`]*)```/.exec(configurationReference()) ?? [];
    const { missing } = await loadSettings({ flags: {}, env: {}, cwd: await workingFolder(example) });
    expect(missing).toEqual([]);
  });

  it('name every setting, flag and variable', () => {
    const page = configurationReference();
    for (const { path, env } of SETTING_FLAGS) {
      expect(page).toContain(`\`${path}\``);
      expect(page).toContain(`\`${env}\``);
    }
  });
});
