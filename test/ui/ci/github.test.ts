import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../src/events.ts';
import { errorCommands, workflowCommand } from '../../../src/ui/ci/github.ts';
import { stepSummary } from '../../../src/ui/ci/step-summary.ts';
import { PREREQUISITES, resource, STAGING } from '../events.ts';
import { logOf } from './log.ts';

const ON_GITHUB = { CI: 'true', GITHUB_ACTIONS: 'true' };

/** As the runner undoes it (actions/runner, ActionCommand.cs). */
const unescaped = (text: string) =>
  text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%25', '%');

describe('a workflow command', () => {
  it('is one line that says what was to be said, whatever that is', () => {
    const text = fc.string({ unit: fc.constantFrom('%', ':', ',', '\n', '\r', '0', 'A', 'x', '2', '5') });
    fc.assert(
      fc.property(text, text, (message, file) => {
        const command = workflowCommand('error', message, { file });
        const [, property = '', data = ''] = /^::error file=([^:,\r\n]*)::([^\r\n]*)$/.exec(command) ?? [];
        expect([unescaped(property), unescaped(data)]).toEqual([file, message]);
      }),
    );
  });
});

describe('an error', () => {
  it('is shown at each line of the settings that is wrong', () => {
    const message =
      '2 settings are wrong\n  labs/a,b.yaml:3:9: region: "mars" is not a region of AWS; use another' +
      '\n  labs/a,b.yaml:5:3: there is no setting "acounts"; did you mean accounts?';
    expect(errorCommands({ code: 'invalid-settings', message, hints: [{ say: 'fix them' }] })).toEqual([
      '::error file=labs/a%2Cb.yaml,line=3,col=9,title=invalid-settings::region: "mars" is not a region of AWS; use another',
      '::error file=labs/a%2Cb.yaml,line=5,col=3,title=invalid-settings::there is no setting "acounts"; did you mean accounts?',
    ]);
  });

  it('that is of no file is one with its remedies', () => {
    const hints = [{ say: 'run it again', command: 'mlops-lab init', argv: ['mlops-lab', 'init'] }];
    expect(errorCommands({ code: 'stack-failed', message: 'it failed\n  at 12:30:45: 100%', hints })).toEqual([
      '::error title=stack-failed::it failed%0A  at 12:30:45: 100%25%0A→ run it again: mlops-lab init',
    ]);
  });
});

describe('whoever writes what is in the log', () => {
  const COMMANDS = ['::set-env name=PATH::x', '::stop-commands::x', '##[add-path]x', '  ::set-env::', '\t::set-env::'];
  const saying = (text: string): LabEvent[] => [
    { type: 'notice', level: 'info', message: text },
    {
      type: 'plan',
      command: 'init',
      plan: { region: text, express: false, assets: [], stacks: [], closesDefaultGroup: false, interruption: text },
    },
    resource(PREREQUISITES, text, 'CREATE_FAILED', text),
    resource({ ...STAGING, stackName: text }, 'Key', 'CREATE_FAILED', text),
    {
      type: 'result',
      command: 'init',
      status: 'failed',
      error: {
        code: 'stack-failed',
        message: `${text}\n${text}`,
        hints: [{ say: text }],
        details: `${text}\n    ${text}`,
      },
    },
  ];

  it.each(COMMANDS)('gives the runner no command: %j', async (command) => {
    for (const text of [command, `a\n${command}`, `a\r\n${command}`, `a ${command}`]) {
      const events = saying(text);
      const log = await logOf(
        events.map((event) => [0, event] as const),
        ON_GITHUB,
      );
      // Both colons of a command come first in its line, or its bracket comes anywhere.
      expect(log).not.toMatch(/^\s*::(set-env|stop-commands)|##\[/m);
      expect(log).toMatch(/set-env|stop-commands|add-path/);
      const json = await logOf(
        events.map((event) => [0, event] as const),
        ON_GITHUB,
        { output: 'json' },
      );
      expect(json).not.toMatch(/^\s*::|##\[/m);
      const [first] = json.split('\n');
      expect(JSON.parse(first ?? '')).toMatchObject({ message: text });
    }
  });

  it('writes text and no markup on the page of the run', () => {
    const hostile = '<img src=x onerror=alert(1)> | `code` [link](https://evil.example) **b** </code> @team\n# title';
    const page = stepSummary({
      command: 'teardown',
      status: 'failed',
      error: { code: 'stack-failed', message: hostile, hints: [{ say: hostile, command: hostile }] },
      leftovers: [
        { account: 'tools', accountId: '111111111111', kind: hostile, name: hostile, reason: hostile, expected: false },
      ],
      next: [{ say: hostile }],
      labs: [
        { lab: 'ada', status: 'failed', exitCode: 1, error: { code: 'stack-failed', message: hostile, hints: [] } },
      ],
    });
    const ours = page.replaceAll(/\\[!-/:-@[-`{-~]/g, '').replaceAll(/<br>|<\/?code>|\*\*/g, '');
    expect(ours).not.toMatch(/[<>`[\]@]/);
    for (const line of ours.split('\n')) expect(line).not.toMatch(/^#(?!## )/);
    for (const row of page.split('\n').filter((line) => line.startsWith('| left') || line.startsWith('| \\<'))) {
      expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
    }
  });
});
