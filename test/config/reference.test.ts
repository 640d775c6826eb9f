import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SETTING_FLAGS } from '../../src/config/flags.ts';
import { configurationReference, courseSchemaText, jsonSchemaText } from '../../src/config/reference.ts';
import type { Course } from '../../src/lab/course/types.ts';
import { errorReference } from '../../src/error-codes/reference.ts';
import { formatted } from '../../scripts/formatted.js';
import { loadSettings, workingFolder } from './working-folder.ts';

describe('generated pages', () => {
  it.each([
    ['docs/configuration.md', configurationReference],
    ['docs/course.schema.json', courseSchemaText],
    ['docs/mlops-lab.schema.json', jsonSchemaText],
    ['docs/errors.md', errorReference],
  ])('%s is up to date; otherwise run npm run docs', async (page, generate) => {
    const filepath = fileURLToPath(new URL(`../../${page}`, import.meta.url));
    const fresh = await formatted(filepath, generate());
    expect(await readFile(filepath, 'utf8')).toBe(fresh);
  });

  it('have a schema that takes the courses of the package, and refuses what the program refuses', async () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(courseSchemaText()) as object,
    );
    const { holdOut, ...course } = parse(await readFile('courses/penguins/course.yaml', 'utf8')) as Course;
    const held = [{ file: 'holdout.csv' }, { fraction: 0.25, seed: 'again' }, holdOut];
    expect(held.map((each) => validate({ ...course, holdOut: each }))).toEqual([true, true, true]);
    const wrong = [{}, { fraction: 0.25, file: 'holdout.csv' }, { file: 'holdout.csv', seed: 'again' }];
    expect(wrong.map((each) => validate({ ...course, holdOut: each }))).toEqual([false, false, false]);
    expect(validate({ ...course, holdOut, titel: 'Penguins' })).toBe(false);
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
