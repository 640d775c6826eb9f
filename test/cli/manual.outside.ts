import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { installed } from '../conformance/installed.ts';

const PAGE = resolve(import.meta.dirname, '../..', manifest.man);

describe.runIf(installed('groff', 'the page for man is not set'))('the page for man', () => {
  it('is set by groff without a warning, and nothing of an option is broken', () => {
    const { stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-rLL=80n', '-Tutf8', '-P-cbou', PAGE], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const lines = stdout.split('\n');
    expect(lines).toContain('       --training-instance-type type');
    expect(lines).toContain('           $ eval "$(mlops-lab login --format env)"');
  });
});
