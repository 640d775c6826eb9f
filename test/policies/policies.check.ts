import { afterAll, describe, expect, it } from 'vitest';
import { told } from './asking/attempts.ts';
import { ACTIONS, BOOK, MEANT, MUTANTS, POLICIES, PROBES, PROBES_BY_POLICY, probesWith } from './check.ts';
import { attemptsAt } from './headlines/attempts.ts';
import { THEMES } from './headlines/index.ts';
import { wholeDecisionOn } from './headlines/whole.ts';
import { statementName } from './lab/rendered-policy.ts';
import { EXCEPTIONS } from './mutants/exceptions.ts';
import { isNoticed, noticing } from './mutants/probes.ts';
import { SLIPS, slipped } from './mutants/slips.ts';
import { securityPage } from './page/index.ts';
import { gaps } from './statement/gaps.ts';
import { STATEMENT } from './statement/index.ts';
import { decidingRule } from './statement/rule.ts';
import { unmeantWords } from './statement/unmeant-words.ts';

describe('the security statement', () => {
  it('says of every attempt whether the policies allow it', () => {
    expect(gaps(PROBES, STATEMENT, BOOK)).toEqual([]);
  });

  it('would tell a hole by who gets through, to what, and by which statement', () => {
    const [hole] = SLIPS.filter(({ statement }) => statement === 'EvaluateModelRole/ReadHoldoutData');
    const opened = probesWith(slipped(hole ?? expect.fail('no such slip'), POLICIES));
    expect(gaps(opened.probes, STATEMENT, opened.book)).toEqual([
      "allowed, and no line says so: EvaluateModel: s3:GetObject on the lab's notebooks, the product's template, " +
        'stack templates, code of functions (as usual), by EvaluateModelRole/ReadHoldoutData',
    ]);
  });

  it('has no line that decides nothing, and no word in a line that means nothing', () => {
    const ruleFor = decidingRule(STATEMENT);
    const deciding = new Set(PROBES.map(({ attempt }) => ruleFor(attempt)));
    expect(STATEMENT.filter((rule) => !deciding.has(rule))).toEqual([]);
    expect(unmeantWords(STATEMENT, MEANT)).toEqual([]);
  });

  it.each(THEMES.flatMap(({ headlines }) => headlines.map(({ claim, tries }) => [claim, tries] as const)))(
    '%s',
    (_, tries) => {
      const attempts = tries.map((rule) => attemptsAt(rule, ACTIONS));
      expect(attempts.filter(({ length }) => length === 0)).toEqual([]);
      const succeeding = attempts.flat().filter((attempt) => wholeDecisionOn(attempt, BOOK).allowed);
      expect(succeeding.map(told)).toEqual([]);
    },
  );

  it('is on the page on security', async () => {
    await expect(securityPage(MEANT, BOOK, ACTIONS)).toMatchFileSnapshot('../../docs/security.md');
  });
});

describe('slips in the policies', () => {
  const survivors = MUTANTS.filter((mutant) => !isNoticed(mutant, PROBES_BY_POLICY, BOOK)).map(({ name }) => name);

  it('are noticed, but for those on the list', () => {
    expect(survivors.filter((name) => EXCEPTIONS[name] === undefined)).toEqual([]);
  });

  it('are on the list only while they are not noticed, and at most a dozen', () => {
    expect(Object.keys(EXCEPTIONS).filter((name) => !survivors.includes(name))).toEqual([]);
    expect(Object.keys(EXCEPTIONS).length).toBeLessThanOrEqual(12);
  });

  it('are tried in every statement', () => {
    const tried = new Set(MUTANTS.map(({ of, statement }) => statementName(of, statement)));
    const all = POLICIES.flatMap((policy) => policy.document.Statement.map((each) => statementName(policy, each)));
    expect(all.filter((name) => !tried.has(name))).toEqual([]);
  });

  it.each(SLIPS.map((slip) => [slip.name, slip] as const))('are noticed: %s', (_, slip) => {
    const noticed = noticing(slipped(slip, POLICIES), PROBES_BY_POLICY, BOOK);
    expect(noticed.map(({ attempt }) => told(attempt))).toContain(slip.noticedBy);
  });

  it('are noticed by nobody where nothing is changed', () => {
    const unchanged = POLICIES.flatMap((policy) =>
      policy.document.Statement.map((each) =>
        slipped({ ...NOTHING, statement: statementName(policy, each) }, [policy]),
      ),
    );
    expect(unchanged.filter((mutant) => isNoticed(mutant, PROBES_BY_POLICY, BOOK))).toEqual([]);
  });

  afterAll(() => {
    const listed = Object.keys(EXCEPTIONS).length;
    process.stdout.write(
      `${String(MUTANTS.length)} mutants of ${String(POLICIES.flatMap(({ document }) => document.Statement).length)} ` +
        `statements: ${String(MUTANTS.length - survivors.length)} killed by ${String(PROBES.length)} probes, ` +
        `${String(listed)} listed as ${listed === 1 ? 'exception' : 'exceptions'}\n`,
    );
  });
});

const NOTHING = { name: 'unchanged', change: <Same>(statement: Same) => statement, noticedBy: '' };
