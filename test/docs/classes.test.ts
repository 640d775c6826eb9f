import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLabs } from '../../src/config/load.ts';
import type { ResultEvent } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/classes.md'), 'utf8');

const blocks = (kind: string) =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

const [FILE = '', ...MATRICES] = blocks('yaml');
const [ROSTER = ''] = blocks('text');

interface GitHub {
  readonly jobs: Readonly<Record<'labs' | 'report', { readonly steps: readonly { readonly run?: string }[] }>> & {
    readonly labs: { readonly strategy: { readonly matrix: { readonly shard: readonly number[] } } };
  };
}

interface GitLab {
  readonly labs: { readonly parallel: number; readonly script: readonly string[] };
  readonly report: { readonly script: readonly string[] };
}

interface CodeBuild {
  readonly batch: {
    readonly 'build-matrix': {
      readonly dynamic: { readonly env: { readonly variables: { readonly SHARD: readonly string[] } } };
    };
  };
  readonly phases: Readonly<Record<'build', { readonly commands: readonly string[] }>>;
}

/** What each machine of a matrix runs, with the variables that it has. */
interface Machine {
  readonly script: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The expressions of GitHub Actions are filled in before a shell sees them. */
function onGitHub(yaml: string): Machine[] {
  const { labs, report } = (parse(yaml) as GitHub).jobs;
  const runs = (steps: typeof labs.steps) => steps.flatMap(({ run }) => run ?? []);
  const machines = labs.strategy.matrix.shard.map((shard) =>
    runs(labs.steps).map((line) => line.replaceAll('${{ matrix.shard }}', String(shard))),
  );
  return [...machines, runs(report.steps)].map((script) => ({ script, env: {} }));
}

function onGitLab(yaml: string): Machine[] {
  const { labs, report } = parse(yaml) as GitLab;
  const machines = Array.from({ length: labs.parallel }, (_, at) => ({
    script: labs.script,
    env: { CI_NODE_INDEX: String(at + 1), CI_NODE_TOTAL: String(labs.parallel) },
  }));
  return [...machines, { script: report.script, env: {} }];
}

function onCodeBuild(yaml: string): Machine[] {
  const { batch, phases } = parse(yaml) as CodeBuild;
  const machines = batch['build-matrix'].dynamic.env.variables.SHARD.map((SHARD) => ({
    script: phases.build.commands,
    env: { SHARD },
  }));
  return [...machines, { script: ['npx mlops-lab class report summaries'], env: {} }];
}

/** The words of a line as a shell reads them. */
const wordsOf = (line: string, env: Machine['env']) =>
  execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { env: { ...env }, encoding: 'utf8' })
    .trim()
    .split('\n');

/** Runs what a machine runs of ours, as a rehearsal, and collects its summary. */
async function run({ script, env }: Machine, cwd: string): Promise<string> {
  let last = '';
  for (const line of script.filter((each) => each.startsWith('npx mlops-lab '))) {
    const [, , ...args] = wordsOf(line, env);
    const rehearsal = args[0] === 'class' ? [] : ['--sandbox', '--dry-run'];
    const { code, stdout, stderr } = await mlopsLab([...args, ...rehearsal, '--output', 'json'], { cwd });
    expect(code, stdout + stderr).toBe(0);
    const file = args.at(args.indexOf('--summary') + 1) ?? '';
    if (args.includes('--summary') && !file.startsWith('summaries/')) {
      const name = `${args[args.indexOf('--shard') + 1]?.split('/')[0] ?? ''}.json`;
      writeFileSync(join(cwd, 'summaries', name), readFileSync(join(cwd, file)));
    }
    last = stdout.trim().split('\n').at(-1) ?? '';
  }
  return last;
}

describe('docs/classes.md', () => {
  it('describes the same labs by a list and by a roster', async () => {
    const [listed, rostered] = [workFolder(), workFolder()];
    writeFileSync(join(listed, 'mlops-lab.yaml'), FILE);
    writeFileSync(join(rostered, 'mlops-lab.yaml'), FILE.replace(/^labs:[^]*/m, 'roster: roster.csv\n'));
    writeFileSync(join(rostered, 'roster.csv'), ROSTER);
    const read = async (cwd: string) =>
      (await loadLabs({ flags: {}, env: {}, cwd })).labs.map(({ settings }) => settings);
    const labs = await read(listed);
    expect(labs).toHaveLength(2);
    expect(await read(rostered)).toEqual(labs);
  });

  it.each([
    ['GitHub Actions', onGitHub(MATRICES[0] ?? '')],
    ['GitLab', onGitLab(MATRICES[1] ?? '')],
    ['AWS CodeBuild', onCodeBuild(MATRICES[2] ?? '')],
  ])('shows a matrix of %s that brings every lab up once, and one report', async (_, machines) => {
    const cwd = workFolder();
    mkdirSync(join(cwd, 'summaries'));
    writeFileSync(
      join(cwd, 'mlops-lab.yaml'),
      'labs: [{ name: a1 }, { name: b2 }, { name: c3 }, { name: d4 }, { name: e5 }]\n',
    );
    expect(machines).toHaveLength(5);
    let report = '';
    for (const machine of machines) report = await run(machine, cwd);
    const { labs = [], status } = JSON.parse(report) as ResultEvent;
    expect(status).toBe('succeeded');
    expect(labs.map(({ lab }) => lab)).toEqual(['a1', 'b2', 'c3', 'd4', 'e5']);
  });
});
