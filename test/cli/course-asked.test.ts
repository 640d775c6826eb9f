import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { runProgram } from '../../src/compose/program.ts';
import { csvOf } from '../lab/course/tables.ts';
import { cleanEnvironment, workFolder } from '../support/binary.ts';
import { IN_TIME } from '../support/in-time.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const [ENTER, CTRL_C] = ['\r', '\u0003'];

const TABLE = csvOf(240, {
  name: (row) => `tree-${String(row)}`,
  height: (row) => (row * 37) % 101,
  age: (row) => ((row * 37) % 101) + (row % 3),
  rings: (row) => 1 + (row % 3),
});

/** `mlops-lab course new ./trees` at a terminal. */
function atTerminal(env: Readonly<Record<string, string>> = {}) {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'trees.csv'), TABLE);
  const output = () => new FakeOutput({ columns: 80 });
  const [stdin, stdout, stderr] = [new FakeInput({ isTTY: true }), output(), output()];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const io = { env: cleanEnvironment({ cwd, env }), cwd, stdin, stdout, stderr, signal: stop.signal };
  const run = runProgram(['course', 'new', './trees'], io);
  let read = 0;
  return {
    cwd,
    run,
    stdout,
    told: () => stripVTControlCharacters(stderr.text),
    /** Types once the question is there. */
    async answers(question: string, typed: string) {
      const unread = () => stripVTControlCharacters(stderr.text.slice(read)).replaceAll(/\s+/g, ' ');
      await vi.waitFor(() => expect(unread()).toContain(question), IN_TIME);
      read = stderr.text.length;
      await new Promise(setImmediate);
      stdin.write(typed);
    },
  };
}

describe('course new at a terminal', () => {
  it('asks for table, label, task and words, and whether columns are left out', async () => {
    const { cwd, run, answers, told, stdout } = atTerminal({ MLOPS_LAB_ACCESSIBLE: '1' });
    await answers('Which table is it made of?', `trees.csv${ENTER}`);
    await answers('Which column is to be predicted?', `4${ENTER}`);
    await answers('What are the 3 different values of rings?', `1${ENTER}`);
    await answers('Leave this column out?', ENTER);
    await answers('What is the course called?', ENTER);
    await answers('Which question do its models answer?', `How many rings?${ENTER}`);
    await answers('Who made the data?', `Ada${ENTER}`);
    await answers('Under which licence (SPDX)?', `CC0-1.0${ENTER}`);
    expect(await run, told()).toBe(0);
    expect(stdout.text).toContain('multiclass: rings by 2 columns');
    expect(parse(readFileSync(join(cwd, 'trees/course.yaml'), 'utf8'))).toMatchObject({
      title: 'Trees',
      question: 'How many rings?',
      task: 'multiclass',
      source: { by: 'Ada', licence: 'CC0-1.0' },
    });
  });

  it('leaves nothing where somebody leaves in between, or keeps what no model can be asked with', async () => {
    const left = atTerminal({ MLOPS_LAB_ACCESSIBLE: '1' });
    await left.answers('Which table is it made of?', `trees.csv${ENTER}`);
    await left.answers('Which column is to be predicted?', CTRL_C);
    expect(await left.run).toBe(130);
    expect(left.told()).toContain('interrupted; nothing was written');
    const kept = atTerminal({ MLOPS_LAB_ACCESSIBLE: '1' });
    await kept.answers('Which table is it made of?', `trees.csv${ENTER}`);
    await kept.answers('Which column is to be predicted?', `2${ENTER}`);
    await kept.answers('Leave this column out?', `n${ENTER}`);
    expect(await kept.run).toBe(2);
    for (const { cwd } of [left, kept]) expect(readdirSync(cwd)).toEqual(['trees.csv']);
    expect(existsSync(join(left.cwd, 'trees'))).toBe(false);
  });
});
