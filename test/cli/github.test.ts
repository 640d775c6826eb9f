import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const env = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md' };

it('a rehearsal on GitHub groups its log, and adds to the page of the run how it ended', async () => {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'summary.md'), 'of the step before\n');
  const { code, stdout, stderr } = await mlopsLab(['staging', '--sandbox', '--yes'], { cwd, env });
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^::group::Plan of staging\n[^]*\n::endgroup::\n/);
  expect(stderr).toMatch(/::group::Accounts\n[^]*\n::endgroup::\n::group::Stacks\n[^]*\n::endgroup::\n/);
  await mlopsLab(['status', '--sandbox', '--output', 'json'], { cwd, env });
  const page = readFileSync(join(cwd, 'summary.md'), 'utf8');
  expect(page).toMatch(
    /^of the step before\n### ✅ mlops-lab staging: succeeded in [^]*### ✅ mlops-lab status: succeeded/,
  );
  expect(page).toContain('Rehearsal of lab lab in us\\-east\\-1, accounts 111111111111, 222222222222, 333333333333.');
  expect(page).toContain('| LabStagingAccountSetup | 333333333333 | CREATE\\_COMPLETE | current |');
});

it('mistakes in settings are shown at their lines, and the run ends as it does anywhere', async () => {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'mlops-lab.yaml'), 'name: course\nregion: mars-1\n');
  const { code, stderr } = await mlopsLab(['status', '--sandbox'], { cwd, env });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^::error file=mlops-lab\.yaml,line=2,col=9,title=invalid-settings::region: "mars-1" is not/m);
  expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toContain('### ❌ mlops-lab status: failed');
});

it('wrong usage is an error there too', async () => {
  const { code, stderr } = await mlopsLab(['status', '--fast\n::add-mask::x'], { cwd: workFolder(), env });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^::error::unknown option '--fast%0A::add-mask::x'$/m);
  expect(stderr).not.toMatch(/^\s*::add-mask/m);
});

it.each(['text', 'json'])('a page that cannot be written costs a warning and nothing else: %s', async (output) => {
  const cwd = workFolder();
  mkdirSync(join(cwd, 'summary.md'));
  const { code, stdout, stderr } = await mlopsLab(['status', '--sandbox', '--output', output], { cwd, env });
  expect(code).toBe(0);
  expect(stdout + stderr).toContain('the step summary could not be written: EISDIR');
  if (output === 'json') expect(stdout).not.toMatch(/^::/m);
});
