import { describe, expect, it } from 'vitest';
import { machineChecks } from '../../../src/actions/doctor/machine-checks.ts';
import type { Machine, ProxiesInUse, Terminal } from '../../../src/ports/machine.ts';

const MACHINE: Machine = {
  node: '24.1.0',
  terminal: { interactive: true, coloured: true, columns: 80 },
  proxies: () => undefined,
  awsCli: () => Promise.resolve('aws-cli/2.31.0 Python/3.13 Linux'),
  now: () => 0,
};

/** What is found of one thing, and how it is judged. */
async function found(check: string, machine: Partial<Machine>, alone = false): Promise<string> {
  const checks = await machineChecks({ ...MACHINE, ...machine }, alone);
  const one = checks.find((each) => each.check === check);
  return `${one?.outcome ?? ''}: ${one?.found ?? ''}`;
}

describe('the check of the machine', () => {
  it('is one for each thing', async () => {
    const checks = await machineChecks(MACHINE, false);
    expect(checks.map(({ title }) => title)).toEqual(['Node.js', 'Terminal', 'AWS CLI', 'Proxy']);
  });

  it.each<[ProxiesInUse | undefined, boolean, string]>([
    [undefined, false, 'ok: none is set'],
    [{ https: 'https://a:1', except: '' }, false, 'ok: https through https://a:1'],
    [{ http: 'http://b:2', except: '' }, false, 'ok: http through http://b:2'],
    [
      { https: 'http://a:1', http: 'http://b:2', except: '' },
      false,
      'ok: https through http://a:1, http through http://b:2',
    ],
    [{ https: 'http://a:1', except: '.local' }, false, 'ok: https through http://a:1, except for .local'],
    [{ https: 'http://a:1', except: '' }, true, 'skipped: set, and not used: a rehearsal sends nothing'],
  ])('tells of the proxies %j, in a rehearsal %s', async (proxies, alone, said) => {
    expect(await found('proxy', { proxies: () => proxies }, alone)).toBe(said);
  });

  it.each<[Terminal, string]>([
    [{ interactive: true, coloured: true, columns: 40 }, 'ok: 40 columns, colours, questions are asked'],
    [{ interactive: false, coloured: false, columns: 39 }, 'warning: 39 columns, no colours, questions are not asked'],
    [{ interactive: false, coloured: false }, 'ok: none: questions are not asked'],
  ])('tells of the terminal %j', async (terminal, said) => {
    expect(await found('terminal', { terminal })).toMatch(new RegExp(`^${said}`));
  });

  it.each([
    ['aws-cli/2.31.0 Python/3.13', 'ok: 2.31.0'],
    ['aws-cli/1.29.1 Python/3.9', 'ok: 1.29.1; "aws sso login" and "aws configure sso" would need version 2'],
    ['aws-cli/3.0.0 Python/3.13', 'ok: 3.0.0'],
    ['no aws-cli/2.31.0', 'warning: not found'],
    ['aws-cli/1.28.9 Python/3.9', 'warning: 1.28.9, which ignores AWS_ENDPOINT_URL'],
    ['aws-cli/2.12.9 Python/3.11', 'warning: 2.12.9, which ignores AWS_ENDPOINT_URL'],
    ['aws-cli/2.13.0 Python/3.11', 'ok: 2.13.0'],
    ['something else', 'warning: not found'],
    [undefined, 'warning: not found'],
  ])('tells of the AWS CLI that says %j', async (says, said) => {
    const told = await found('aws-cli', { awsCli: () => Promise.resolve(says) });
    expect(said.startsWith('ok') ? told : told.slice(0, said.length)).toBe(said);
  });

  it.each([
    ['22.0.0', 'ok: 22.0.0'],
    ['20.19.0', 'warning: 20.19.0 still works'],
  ])('tells of Node.js %s', async (node, said) => {
    expect((await found('node', { node })).slice(0, said.length)).toBe(said);
  });

  it('says what mends what is amiss, and nothing of what is well', async () => {
    const amiss = { node: '20.19.0', terminal: { interactive: true, coloured: true, columns: 39 } } as const;
    const hints = async (machine: Partial<Machine>) => {
      const checks = await machineChecks({ ...MACHINE, ...machine }, false);
      return checks.map(({ hints: [hint] = [] }) => hint?.say.split(' ').slice(0, 2).join(' '));
    };
    expect(await hints({})).toEqual([undefined, undefined, undefined, undefined]);
    expect(await hints({ ...amiss, awsCli: () => Promise.resolve('aws-cli/2.1.0') })).toEqual([
      ...['install Node.js', 'widen the', 'install a', undefined],
    ]);
    expect((await hints({ awsCli: () => Promise.resolve(undefined) }))[2]).toBe('install it:');
    const [, , without] = await machineChecks({ ...MACHINE, awsCli: () => Promise.resolve(undefined) }, false);
    expect(without?.hints?.[0]?.say).toMatch(/^install it: https:\/\/docs\.aws\.amazon\.com\//);
  });
});
