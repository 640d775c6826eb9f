import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { USUAL_SECONDS } from '../../src/lab/usual-times.ts';
import type { DeploymentReport } from '../../src/pages/report/deployment-report.ts';
import { BINARY, mlopsLab as binary, workFolder, writesIn } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

function lines(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the binary', () => {
  it('rehearses a lab from init to teardown, in one process after another', async () => {
    const cwd = workFolder();
    const init = await binary(['init', '--sandbox', '--yes', '--report', 'init'], { cwd });
    expect(init.code, init.stderr).toBe(0);
    expect(init.stderr).toContain('report written to init.html\nreport written to init.json\n');
    const page = readFileSync(join(cwd, 'init.html'), 'utf8');
    const report = JSON.parse(readFileSync(join(cwd, 'init.json'), 'utf8')) as DeploymentReport;
    expect(report.operations.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'succeeded'));
    for (const { stackName, stack, resources } of report.plan?.stacks ?? []) {
      expect(resources).toBe(report.resources.filter((each) => each.stackName === stackName).length);
      const { began = '', ended = '' } = report.operations.find((each) => each.stackName === stackName) ?? {};
      const seconds = (Date.parse(ended) - Date.parse(began)) / 1000;
      expect(Math.abs(seconds / USUAL_SECONDS.create[stack] - 1)).toBeLessThan(0.25);
    }
    for (const output of Object.values(report.outputs.catalog ?? {})) expect(page).toContain(output);
    for (const told of ['MasterPortfolioId', 'SagemakerProductID', '111111111111', '222222222222', '333333333333']) {
      expect(init.stdout).toContain(told);
    }
    expect(init.stdout).toContain('mlops-lab teardown');

    const writes = writesIn(cwd).length;
    const again = await mlopsLab(['init', '--sandbox', '--yes'], { cwd });
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') as string });
    expect(writesIn(cwd)).toHaveLength(writes);

    const status = await mlopsLab(['status', '--sandbox', '--output', 'json'], { cwd });
    const result = lines(status.stdout).at(-1) as { stacks: { accountId: string; status: string; template: string }[] };
    expect(result.stacks.map((stack) => [stack.accountId, stack.status, stack.template])).toEqual([
      ['111111111111', 'CREATE_COMPLETE', 'current'],
      ['333333333333', 'CREATE_COMPLETE', 'current'],
      ['222222222222', 'CREATE_COMPLETE', 'current'],
      ['111111111111', 'CREATE_COMPLETE', 'current'],
      ['222222222222', 'CREATE_COMPLETE', 'current'],
      ['111111111111', 'CREATE_COMPLETE', 'current'],
    ]);

    const teardown = await binary(['teardown', '--sandbox', '--yes'], { cwd });
    expect(teardown.code, teardown.stderr).toBe(0);
  });

  it('killed at a stack event is finished by the next run, of which nothing but events is on stdout, and no secret anywhere', async () => {
    const cwd = workFolder();
    const sandbox = join(cwd, '.mlops-lab/sandbox');
    mkdirSync(sandbox, { recursive: true });
    writeFileSync(join(sandbox, 'faults.json'), JSON.stringify([{ kind: 'crash', event: 140 }]));
    const args = ['init', '--sandbox', '--yes', '--output', 'json', '--tools-external-id', 'course-7'];
    expect((await binary(args, { cwd })).signal).toBe('SIGKILL');
    writeFileSync(join(sandbox, 'faults.json'), '[]');
    const { code, stdout } = await mlopsLab(args, { cwd });
    expect(code, stdout).toBe(0);
    const events = lines(stdout);
    expect(events.at(-1)).toMatchObject({
      type: 'result',
      command: 'init',
      status: 'succeeded',
      outputs: {
        catalog: { MasterPortfolioId: expect.stringMatching(/^port-/) as string },
        prerequisites: { KeyArn: expect.stringContaining(':key/') as string },
      },
    });
    expect(events.filter(({ type }) => type === 'result')).toHaveLength(1);
    const trail = readFileSync(join(sandbox, 'trail.ndjson'), 'utf8');
    expect(trail).not.toMatch(/secretAccessKey|sessionToken|SecretAccessKey|SessionToken/);
  });

  it('rehearses with the accounts of the file, and says how to go on in the rehearsal', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'mlops-lab.yaml'), 'accounts: { tools: { id: "012345678901", profile: lab-tools } }\n');
    const args = ['init', '--sandbox', '--name', 'course-7', '--dry-run', '--output', 'json'];
    const { code, stdout, stderr } = await mlopsLab(args, { cwd });
    expect(code, stdout + stderr).toBe(0);
    expect(lines(stdout).at(-1)).toMatchObject({
      dryRun: true,
      next: [{ say: 'do it', command: 'mlops-lab init --sandbox --name course-7 --output json' }],
    });
  });

  it('tells its help to a pager that is quit at once', () => {
    const command = `"${process.execPath}" "${BINARY}" init --help | true`;
    const { stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });
});
