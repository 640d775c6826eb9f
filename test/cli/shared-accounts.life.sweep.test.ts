import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const SETTINGS = `region: us-east-1
accounts:
  tools: { id: "111111111111" }
  datascience: { id: "222222222222" }
roster: roster.csv
`;

describe('labs that share all of their accounts', () => {
  it('stand side by side by their names', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'roster.csv'), 'lab,staging\nada,100000000001\nbob,100000000001\n');
    writeFileSync(join(cwd, 'mlops-lab.yaml'), SETTINGS);
    for (const command of ['init', 'teardown']) {
      const { code, stdout } = await mlopsLab([command, '--sandbox', '--yes', '--all', '--express'], { cwd });
      expect(code, stdout).toBe(0);
    }
  });
});
