import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResultEvent } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const KEPT = '.mlops-lab/sandbox/settings.yaml';

async function run(cwd: string, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await mlopsLab([...args, '--sandbox'], { cwd });
  expect(code, stderr).toBe(0);
}

/** What is given, and by what. */
async function settingsIn(cwd: string, ...flags: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await mlopsLab(['doctor', '--sandbox', '--output', 'json', ...flags], {
    cwd,
    env: { PATH: cwd },
  });
  const { checks } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ResultEvent;
  return checks?.find(({ check }) => check === 'settings')?.details ?? [];
}

describe('a rehearsal without a settings file', () => {
  it('keeps what flags say for its next commands, each on top of those before', async () => {
    const cwd = workFolder();
    await run(cwd, 'status', '--threshold', '5', '--first-cost-center', 'physics');
    await run(cwd, 'status', '--threshold', '4', '--approval', 'true');
    const settings = await settingsIn(cwd, '--approval', 'false');
    expect(settings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^pipeline\.threshold: 4 \(.*settings\.yaml:\d+:\d+\)$/),
        expect.stringMatching(/^catalog\.firstCostCenter: physics \(.*settings\.yaml:\d+:\d+\)$/),
        'pipeline.approval: false (--approval)',
      ]),
    );
    expect(readFileSync(join(cwd, KEPT), 'utf8')).toContain('approval: true');
    expect(existsSync(join(cwd, 'mlops-lab.yaml'))).toBe(false);
    expect(await settingsIn(cwd, '--config', join(cwd, KEPT))).toEqual(await settingsIn(cwd));
    writeFileSync(join(cwd, KEPT), 'pipeline: { threshold: high }\n');
    const { code, stderr } = await mlopsLab(['status', '--sandbox'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${KEPT}:1:`) as string]);
  });

  it('keeps nothing of a command that changes nothing, and nothing of variables', async () => {
    const cwd = workFolder();
    await run(cwd, 'tools', '--dry-run', '--threshold', '5');
    const { code } = await mlopsLab(['status', '--sandbox'], { cwd, env: { MLOPS_LAB_THRESHOLD: '6' } });
    expect([code, existsSync(join(cwd, KEPT))]).toEqual([0, false]);
  });
});

describe('a rehearsal with a settings file', () => {
  it('goes by that file and by flags, and changes neither the file nor what is kept', async () => {
    const cwd = workFolder();
    await run(cwd, 'status', '--threshold', '5');
    const [file, kept] = [join(cwd, 'mlops-lab.yaml'), readFileSync(join(cwd, KEPT), 'utf8')];
    writeFileSync(file, 'pipeline: { plausibility: 2 }\n');
    await run(cwd, 'status', '--threshold', '7');
    expect(readFileSync(file, 'utf8')).toBe('pipeline: { plausibility: 2 }\n');
    expect(readFileSync(join(cwd, KEPT), 'utf8')).toBe(kept);
    const settings = await settingsIn(cwd);
    expect(settings).toContain('pipeline.plausibility: 2 (mlops-lab.yaml:1:27)');
    expect(settings.join('\n')).not.toContain('threshold');
  });
});
