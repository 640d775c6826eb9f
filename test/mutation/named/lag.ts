import type { NamedMutant } from './mutant.ts';

const DEPLOY = 'lambda-code/deploy-model/deploy-model.ts';

/** What is taken for the truth although it is from before. */
export const LAG: readonly NamedMutant[] = [
  {
    slip: 'a change set that cannot be seen yet is taken for somebody else’s doing',
    file: 'src/aws/change-sets.ts',
    before: 'if (/^ChangeSetNotFound/.test(errorName(error)) && mayBeUnseen()) return undefined;',
    after: 'void [errorName, mayBeUnseen];',
    killedBy: ['test/aws/change-sets.test.ts'],
  },
  {
    slip: 'an endpoint that still shows how it was is taken for one that was rolled back',
    file: 'lambda-code/get-status/endpoint-status.ts',
    before: 'return mayBeOfBefore(sight, job) ? unfinished(NOT_SEEN) : sight;',
    after: 'void mayBeOfBefore;\n    return sight;',
    killedBy: ['lambda-code/get-status/get-status.test.ts'],
  },
  {
    slip: 'a job that cannot be seen yet is taken for gone',
    file: 'lambda-code/get-status/look.ts',
    before: 'if (isAbsent(error) && isSettling(job)) return unfinished(lastSeen);',
    after: 'void [isAbsent, isSettling, job];',
    killedBy: ['lambda-code/get-status/get-status.test.ts'],
  },
  {
    slip: 'a release whose configuration cannot be seen yet is taken for the first one ever',
    file: DEPLOY,
    before: 'if (previous === undefined && isSettling(job)) return waiting(job, `${release.name} is not visible yet`);',
    after: 'void isSettling;',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
  {
    slip: 'what was made a moment ago is taken for missing',
    file: DEPLOY,
    before: 'if (notes) return waiting(job, `${release.name} is not visible yet`, notes);',
    after: 'void notes;',
    killedBy: ['lambda-code/deploy-model/deploy-model.test.ts'],
  },
];
