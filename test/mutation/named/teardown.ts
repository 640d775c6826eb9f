import type { NamedMutant } from './mutant.ts';

const APPLY = 'src/actions/teardown/apply.ts';

export const TEARDOWN: readonly NamedMutant[] = [
  {
    slip: 'busy stacks are not waited for',
    file: APPLY,
    before: "if (verdict !== 'busy') return verdict;",
    after: 'return verdict;',
    killedBy: ['test/actions/busy-teardown.test.ts'],
  },
  {
    slip: 'a stack that was waited for is taken for sound, however it came to rest',
    file: APPLY,
    before: "return rested ? verdictOf(rested.status) : 'gone';",
    after: "return rested ? 'settled' : 'gone';",
    killedBy: ['test/actions/busy-teardown.test.ts'],
  },
  {
    slip: 'a stack whose update failed is deleted without its rollback',
    file: APPLY,
    before: "if (verdict === 'stuck') await recover(context, doomed);",
    after: '',
    killedBy: ['test/actions/busy-teardown.test.ts'],
  },
  {
    slip: 'stacks go in no order',
    file: APPLY,
    before: '({ whole: dependentsOf(id), named: [] })',
    after: '({ whole: dependentsOf(id).slice(0, 0), named: [] })',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'stacks go in the order of their creation',
    file: APPLY,
    before: '({ whole: dependentsOf(id), named: [] })',
    after:
      "({ whole: (['prerequisites', 'catalog', 'staging', 'network', 'selfService'] as const).filter((other) => dependentsOf(other).includes(id)), named: [] })",
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'stacks go before what was released with them',
    file: APPLY,
    before: 'await sweepAll(context, accounts, failures, first);',
    after: '',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'what was released goes in no order',
    file: 'src/actions/teardown/releases.ts',
    before: 'for (const kind of RUNTIME_KINDS) await settled(found.filter((each) => each.kind === kind).map(remove));',
    after: 'await settled(found.map(remove));',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'what functions made after the pipeline stopped is not looked for',
    file: APPLY,
    before: 'if (account) await sweepReleases(context, account);',
    after: '',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'a pipeline goes on while its work is deleted',
    file: APPLY,
    before: "if (pipeline) await failures.keeping(['pipeline'], () => haltPipeline(context, pipeline.stack.id));",
    after: '',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: "somebody else's pipeline is halted",
    file: 'src/actions/teardown/releases.ts',
    before: 'if (own.length === 0) return;',
    after: '',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: "somebody else's rule is disabled",
    file: 'src/aws/releases/halt.ts',
    before: 'if (isOwn(lab, { tags: tagRecord(Tags) })) await client.send(new DisableRuleCommand({ Name }));',
    after: 'void isOwn(lab, { tags: tagRecord(Tags) });\n  await client.send(new DisableRuleCommand({ Name }));',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'the rule goes on starting what is abandoned',
    file: 'src/aws/releases/halt.ts',
    before: 'await unlessGone(() => disableStart(clientOf(EventBridgeClient, setup), lab));',
    after: '',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'the first release that cannot be deleted cuts the others short',
    file: 'src/actions/teardown/releases.ts',
    before: 'const outcomes = await Promise.allSettled(work);',
    after:
      "const outcomes = (await Promise.all(work)).map((value) => ({ status: 'fulfilled', value }) as PromiseSettledResult<void>);",
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'a release that could not be deleted is not told',
    file: 'src/actions/teardown/releases.ts',
    before: 'if (failed) throw failed.reason as Error;',
    after: '',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'the first stack that fails cuts the others short',
    file: 'src/lab/order.ts',
    before: 'const outcomes = await Promise.allSettled(ids.map((id) => run(id).done));',
    after:
      "const outcomes = (await Promise.all(ids.map((id) => run(id).done))).map((value) => ({ status: 'fulfilled', value }) as PromiseSettledResult<void>);",
    killedBy: ['test/lab/order.test.ts'],
  },
  {
    slip: 'lost credentials are told as resources that are left',
    file: 'src/actions/teardown/failures.ts',
    before: 'return error.exitCode !== EXIT.credentials && error.exitCode !== EXIT.interrupted;',
    after: 'return error.exitCode !== EXIT.interrupted;',
    killedBy: ['test/actions/teardown/lost-credentials.test.ts'],
  },
  {
    slip: 'lost credentials are told as what cannot be read',
    file: 'src/actions/teardown/unreadable.ts',
    before: 'if (!(error instanceof LabError) || error.exitCode === EXIT.credentials) throw error;',
    after: 'if (!(error instanceof LabError)) throw error;\n    void EXIT;',
    killedBy: ['test/actions/teardown/lost-credentials.test.ts'],
  },
  {
    slip: 'lost credentials are told as a stack that cannot be rolled back',
    file: APPLY,
    before: 'if (!(error instanceof LabError) || error.exitCode === EXIT.credentials) throw error;',
    after: 'if (!(error instanceof LabError)) throw error;\n    void EXIT;',
    killedBy: ['test/actions/teardown/lost-credentials.test.ts'],
  },
  {
    slip: 'lists that lag are believed at once',
    file: 'src/actions/teardown/index.ts',
    before: "patience: SETTLING[express ? 'express' : 'usual'],",
    after: "patience: 0 * SETTLING[express ? 'express' : 'usual'],",
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
  {
    slip: 'lists that lag are looked at once more and then believed',
    file: 'src/actions/teardown/leftovers.ts',
    before: 'if (!(await sweep(open)) && clock.now() >= until) return remains;',
    after: 'if (!(await sweep(open)) && clock.now() >= until - patience + 1) return remains;',
    killedBy: ['test/actions/teardown-order.test.ts'],
  },
];
