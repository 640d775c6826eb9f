import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../src/events.ts';
import { ACCOUNTS, finished, PREREQUISITES, resource, started } from './events.ts';
import { transcript } from './transcript.ts';

describe('--output json', () => {
  it('is one event a line on stdout with the time of the run, and nothing else anywhere', async () => {
    const events: LabEvent[] = [
      ...ACCOUNTS,
      started(PREREQUISITES),
      resource(PREREQUISITES, 'AssetBucket', 'CREATE_FAILED', 'several\nlines'),
      finished(PREREQUISITES, 'failed'),
      {
        type: 'result',
        command: 'init',
        status: 'failed',
        error: {
          code: 'clock',
          message: 'm',
          hints: [{ say: 'h', command: 'mlops-lab init', argv: ['mlops-lab', 'init'] }],
        },
      },
    ];
    const { stdout, stderr } = await transcript(events, { output: 'json', now: () => Date.UTC(2026, 0, 5, 9) });
    expect(stderr).toBe('');
    expect(stdout.endsWith('\n')).toBe(true);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(events.map((event) => ({ time: '2026-01-05T09:00:00.000Z', ...event })));
  });

  it('hides what is called a secret', async () => {
    const { stdout } = await transcript(
      [
        {
          type: 'result',
          command: 'init',
          status: 'succeeded',
          outputs: { catalog: { GitHubToken: 'ghp_1', Url: 'u' } },
        },
        {
          type: 'plan',
          command: 'init',
          plan: {
            region: 'us-east-1',
            express: false,
            assets: [],
            closesDefaultGroup: false,
            stacks: [
              {
                ...PREREQUISITES,
                decision: {
                  kind: 'update',
                  because: '',
                  changes: [
                    {
                      logicalId: 'User',
                      resourceType: 'AWS::IAM::User',
                      action: 'modify',
                      properties: [
                        {
                          path: '/Properties/LoginProfile/Password',
                          before: 'hunter1',
                          after: 'hunter2',
                          replaces: false,
                        },
                      ],
                    },
                  ],
                },
              },
            ],
          },
        },
      ],
      { output: 'json' },
    );
    expect(stdout).toContain('"Url":"u"');
    expect(stdout).not.toMatch(/ghp_1|hunter/);
  });
});
