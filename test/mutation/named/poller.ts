import type { NamedMutant } from './mutant.ts';

export const POLLER: readonly NamedMutant[] = [
  {
    slip: 'the poller counts looks that went wrong from the first one ever',
    file: 'src/aws/stack-poller.ts',
    before: 'followed.failingSince = undefined;',
    after: '',
    killedBy: ['test/aws/stack-looks.test.ts'],
  },
  {
    slip: 'the poller stays as slow as it was once throttled',
    file: 'src/aws/stack-poller.ts',
    before: 'followed.slowness = Math.max(1, followed.slowness / 2);',
    after: '',
    killedBy: ['test/aws/stack-looks.test.ts'],
  },
  {
    slip: 'a stack that is behind its events is believed',
    file: 'src/aws/stacks.ts',
    before: 'if (!stack || !isUnderWay(stack.status)) break;',
    after: 'break;',
    killedBy: ['test/aws/stack-poller.test.ts'],
  },
  {
    slip: 'what a stack that is behind its events says decides how an operation ended',
    file: 'src/actions/stack-run.ts',
    before: 'const status = ended ?? stack?.status;',
    after: 'const status = stack?.status ?? ended;',
    killedBy: ['test/actions/endings.test.ts'],
  },
  {
    slip: 'a stack that was just begun is taken for gone',
    file: 'src/aws/stack-poller.ts',
    before:
      'if (isAbsent(error) && (followed.seen.size > 0 || now - followed.since > STALENESS)) return followed.finish({});',
    after: 'if (isAbsent(error)) return followed.finish({});\n    void STALENESS;',
    killedBy: ['test/aws/stack-poller.test.ts'],
  },
];
