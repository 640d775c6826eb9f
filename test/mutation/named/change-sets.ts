import type { NamedMutant } from './mutant.ts';

export const CHANGE_SETS: readonly NamedMutant[] = [
  {
    slip: 'the change sets of other stacks stay where one cannot be made',
    file: 'src/actions/deploy/previews.ts',
    before: 'await discardPreviews(context, previews).catch(() => undefined);',
    after: '',
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'a change set that cannot be taken back hides why another could not be made',
    file: 'src/actions/deploy/previews.ts',
    before: 'await discardPreviews(context, previews).catch(() => undefined);',
    after: 'await discardPreviews(context, previews);',
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'the change sets that others are still making are forgotten when one cannot be made',
    file: 'src/actions/deploy/previews.ts',
    before: 'const outcomes = await Promise.allSettled(asked);',
    after:
      "const outcomes = (await Promise.all(asked)).map((value) => ({ status: 'fulfilled', value }) as PromiseSettledResult<typeof value>);",
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'change sets stay that a plan which failed did not come to',
    file: 'src/actions/deploy/apply.ts',
    before: 'await discardPreviews(context, unused).catch(() => undefined);',
    after: 'void [discardPreviews, unused];',
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'a change set stays that somebody else came before',
    file: 'src/actions/deploy/operate.ts',
    before: "if (handle === 'overtaken') await stacks.discard(preview).catch(() => undefined);",
    after: '',
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'change sets stay where the question is broken off',
    file: 'src/actions/deploy/index.ts',
    before: 'let answer = false;',
    after: 'let answer = true;',
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'change sets stay where the plan is declined',
    file: 'src/actions/deploy/index.ts',
    before: 'if (!answer) await discardPreviews(context, previews);',
    after: '',
    killedBy: ['test/actions/change-sets.test.ts'],
  },
  {
    slip: 'a change set that failed stays',
    file: 'src/aws/change-sets.ts',
    before: 'await client.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet }));',
    after: '',
    killedBy: ['test/aws/change-sets.test.ts'],
  },
];
