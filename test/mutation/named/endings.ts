import type { NamedMutant } from './mutant.ts';

export const ENDINGS: readonly NamedMutant[] = [
  {
    slip: 'an update that was rolled back counts as success',
    file: 'src/actions/stack-run.ts',
    before: "update: (status) => status === 'UPDATE_COMPLETE',",
    after: "update: (status) => status?.endsWith('_COMPLETE') === true,",
    killedBy: ['test/actions/endings.test.ts'],
  },
  {
    slip: 'a repair that was rolled back counts as success',
    file: 'src/actions/stack-run.ts',
    before: "repair: (status) => status === 'UPDATE_COMPLETE',",
    after: "repair: (status) => status?.endsWith('_COMPLETE') === true,",
    killedBy: ['test/actions/endings.test.ts'],
  },
  {
    slip: 'a recovery counts as success however it ended',
    file: 'src/actions/stack-run.ts',
    before: "recover: (status) => status?.endsWith('ROLLBACK_COMPLETE') === true,",
    after: 'recover: () => true,',
    killedBy: ['test/actions/endings.test.ts'],
  },
  {
    slip: 'a creation that was rolled back counts as success',
    file: 'src/actions/stack-run.ts',
    before: "create: (status) => status === 'CREATE_COMPLETE',",
    after: "create: (status) => status?.endsWith('_COMPLETE') === true,",
    killedBy: ['test/actions/endings.test.ts'],
  },
  {
    slip: 'a deletion counts as success however it ended',
    file: 'src/actions/stack-run.ts',
    before: "delete: (status) => status === undefined || status === 'DELETE_COMPLETE',",
    after: 'delete: () => true,',
    killedBy: ['test/actions/endings.test.ts'],
  },
  {
    slip: 'a failed operation is not told',
    file: 'src/actions/deploy/operate.ts',
    before: 'if (!end.succeeded) throw await stackFailure(context, id, end);',
    after: '',
    killedBy: ['test/actions/endings.test.ts'],
  },
];
