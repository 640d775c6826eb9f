import { afterAll, describe, expect, it } from 'vitest';
import { told } from './asking/attempts.ts';
import { ACTIONS, answersWith, CASES, LAB } from './case.ts';
import { statements } from '../templates/statements.ts';
import { attemptsAt } from './headlines/attempts.ts';
import { THEMES } from './headlines/index.ts';
import { wholeDecisionOn } from './headlines/whole.ts';
import { statementName } from './lab/rendered-policy.ts';
import { EXCEPTIONS } from './mutants/exceptions.ts';
import { isNoticed, noticing } from './mutants/probes.ts';
import { SLIPS, slipped } from './mutants/slips.ts';
import { securityPage } from './page/index.ts';
import { gaps } from './statement/gaps.ts';
import { decidingRule } from './statement/rule.ts';
import { unmeantWords } from './statement/unmeant-words.ts';

/*
 * How the parts hang together: `lab/` renders the templates' policies; `world/` knows who there is, on what and in which ways
 * things are tried; `asking/` puts one to the other; `statement/` says what is to come of each attempt; `headlines/` what
 * matters most of that, with all policies together; `mutants/` makes slips and looks who notices; `page/` tells it all.
 */

const STATEMENTS = LAB.policies.flatMap((policy) =>
  policy.document.Statement.map((statement) => statementName(policy, statement)),
);

const NO_SLIP = { name: 'unchanged', change: <Same>(statement: Same) => statement, noticedBy: '' };

describe('the security statement', () => {
  it('says of every attempt whether the policies allow it', () => {
    expect(CASES.flatMap(({ probes, rules, book }) => gaps(probes, rules, book))).toEqual([]);
  });

  it('would tell a hole by who gets through, to what, and by which statement', () => {
    const [hole] = SLIPS.filter(({ statement }) => statement === 'EvaluateModelRole/ReadHoldoutData');
    const { probes, book } = answersWith(slipped(hole ?? expect.fail('no such slip'), LAB.policies), LAB);
    expect(gaps(probes, LAB.rules, book)).toEqual([
      "allowed, and no line says so: EvaluateModel: s3:GetObject on the lab's notebooks, the product's template, " +
        'stack templates, code of functions (as usual), by EvaluateModelRole/ReadHoldoutData',
    ]);
  });

  it('has no line that decides nothing, and no word in a line that means nothing', () => {
    for (const { rules, probes, meant } of CASES) {
      const ruleFor = decidingRule(rules);
      const deciding = new Set(probes.map(({ attempt }) => ruleFor(attempt)));
      expect(rules.filter((rule) => !deciding.has(rule))).toEqual([]);
      expect(unmeantWords(rules, meant)).toEqual([]);
    }
  });

  it.each(THEMES.flatMap(({ headlines }) => headlines.map(({ claim, tries }) => [claim, tries] as const)))(
    '%s',
    (_, tries) => {
      const attempts = tries.map((rule) => attemptsAt(rule, ACTIONS));
      expect(attempts.filter(({ length }) => length === 0)).toEqual([]);
      const succeeding = attempts.flat().filter((attempt) => wholeDecisionOn(attempt, LAB.book).allowed);
      expect(succeeding.map(told)).toEqual([]);
    },
  );

  it('is on the page on security', async () => {
    await expect(securityPage(CASES, ACTIONS)).toMatchFileSnapshot('../../docs/security.md');
  });
});

describe('slips in the policies', () => {
  const mutants = CASES.flatMap((each) => each.mutants.map((mutant) => ({ mutant, ...each })));
  const survivors = mutants
    .filter(({ mutant, probesByPolicy, book }) => !isNoticed(mutant, probesByPolicy, book))
    .map(({ mutant }) => mutant.name);

  it('are noticed, but for those on the list', () => {
    expect(survivors.filter((name) => EXCEPTIONS[name] === undefined)).toEqual([]);
  });

  it('are on the list only while they are not noticed, and at most a dozen', () => {
    expect(Object.keys(EXCEPTIONS).filter((name) => !survivors.includes(name))).toEqual([]);
    expect(Object.keys(EXCEPTIONS).length).toBeLessThanOrEqual(12);
  });

  it('are tried in every statement of every template', () => {
    const written = statements.map(({ id, kind, statement: { Sid } }) => `${id}/${Sid ?? kind}`);
    expect([...new Set(STATEMENTS)].sort()).toEqual([...new Set(written)].sort());
    const tried = new Set(mutants.map(({ mutant: { of, statement } }) => statementName(of, statement)));
    expect(STATEMENTS.filter((name) => !tried.has(name))).toEqual([]);
  });

  it.each(SLIPS.map((slip) => [slip.name, slip] as const))('are noticed: %s', (_, slip) => {
    const noticed = noticing(slipped(slip, LAB.policies), LAB.probesByPolicy, LAB.book);
    expect(noticed.map(({ attempt }) => told(attempt))).toContain(slip.noticedBy);
  });

  it('are noticed by nobody where nothing is changed', () => {
    const unchanged = STATEMENTS.map((statement) => slipped({ ...NO_SLIP, statement }, LAB.policies));
    expect(unchanged.filter((mutant) => isNoticed(mutant, LAB.probesByPolicy, LAB.book))).toEqual([]);
  });

  afterAll(() => {
    const probes = CASES.flatMap((each) => each.probes).length;
    process.stdout.write(
      `${String(mutants.length)} mutants of ${String(STATEMENTS.length)} statements: ` +
        `${String(mutants.length - survivors.length)} killed by ${String(probes)} probes, ` +
        `${String(Object.keys(EXCEPTIONS).length)} on the list of exceptions, in ${process.uptime().toFixed(1)} s\n`,
    );
  });
});
