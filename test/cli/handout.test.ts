import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabEvent, ResultEvent } from '../../src/events.ts';
import { switchRoleLink } from '../../src/lab/names.ts';
import { withoutSecrets } from '../../src/lab/secrets.ts';
import { expectAccessible } from '../pages/accessibility.ts';
import { workFolder, writesIn } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { LAB } from '../support/rehearsal.ts';

const cwd = workFolder();

const SETTINGS = `region: us-east-1
accounts:
  tools: { id: "111111111111" }
  staging: { id: "333333333333" }
labs:
  - name: lab
    accounts: { datascience: { id: "222222222222" } }
    people: [{ name: Ada Lovelace, email: ada@example.com }, { name: "<b>Eve</b>" }]
  - name: far
    accounts: { datascience: { id: "222222222223" } }
`;

const run = (...args: string[]) => mlopsLab([...args, '--sandbox'], { cwd });

const read = (file: string) => readFileSync(join(cwd, file), 'utf8');

async function resultOf(...args: string[]): Promise<{ code: number | null; result: ResultEvent }> {
  const { code, stdout } = await run('handout', ...args, '--output', 'json');
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { code, result: JSON.parse(last) as Extract<LabEvent, { type: 'result' }> };
}

/** As somebody would copy it from the page. */
function commandsOn(page: string): string[][] {
  const unescaped = (text: string) => text.replace(/&#39;|&quot;/g, "'").trim();
  return [...page.replaceAll(/<\/?span>/g, '').matchAll(/<code>\s*npx mlops-lab ([^<]*)<\/code>/g)].map(
    ([, line = '']) => unescaped(line).split(/\s+/),
  );
}

let before: Awaited<ReturnType<typeof run>>;
let next: ResultEvent['next'];

beforeAll(async () => {
  writeFileSync(join(cwd, 'mlops-lab.yaml'), SETTINGS);
  before = await run('handout', 'early', '--lab', 'lab');
  const { code, stdout, stderr } = await run('init', '--yes', '--lab', 'lab', '--output', 'json');
  expect(code, stderr).toBe(0);
  next = (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ResultEvent).next;
});

describe('handout', () => {
  it('writes nothing before the lab stands, and init says where to get it', () => {
    expect(before.code).toBe(1);
    expect(before.stderr).toContain(
      'the lab "lab" does not stand yet: none of its stacks is there; nothing was written',
    );
    expect(existsSync(join(cwd, 'early'))).toBe(false);
    expect(next?.map(({ command }) => command)).toContain('mlops-lab handout --sandbox --lab lab');
  });

  it('writes a page for one lab and for each of its people, and changes nothing in the accounts', async () => {
    const writes = writesIn(cwd).length;
    const { code, result } = await resultOf('one', '--lab', 'lab', '--contact', 'Grace <i>', '--until', '2999-12-24');
    expect(code).toBe(0);
    expect(result.handout).toEqual({
      folder: 'one',
      start: 'one/mlops-lab.html',
      files: [
        { file: 'one/mlops-lab.html', page: 'lab', lab: 'lab' },
        { file: 'one/mlops-lab/Ada.Lovelace.html', page: 'person', lab: 'lab', person: 'Ada Lovelace' },
        { file: 'one/mlops-lab/b.Eve.b.html', page: 'person', lab: 'lab', person: '<b>Eve</b>' },
      ],
    });
    expect(readdirSync(join(cwd, 'one'), { recursive: true })).toHaveLength(4);
    expect(writesIn(cwd)).toHaveLength(writes);
    const page = read('one/mlops-lab.html').replaceAll(/\s+/g, ' ');
    for (const text of [
      ...Object.values(LAB.accounts).map(({ id }) => id),
      'mlops-lab--DataScientist-us-east-1',
      switchRoleLink(LAB).replaceAll('&', '&amp;'),
      'https://us-east-1.console.aws.amazon.com/servicecatalog/home?region=us-east-1#products',
      'mlops-lab--production',
      'Tuesday, 24 December 2999',
      'Grace &lt;i&gt;',
      'median absolute percentage error is at most <b>10 %</b>',
    ])
      expect(page).toContain(text);
    const ofEve = read('one/mlops-lab/b.Eve.b.html');
    expect(ofEve).toContain('&lt;b&gt;Eve&lt;/b&gt;');
    for (const each of [page, ofEve]) expectAccessible(each);
  });

  it('puts nothing secret, nothing that runs and nothing from elsewhere on a page', async () => {
    expect((await run('handout', 'safe', '--lab', 'lab')).code).toBe(0);
    for (const file of ['safe/mlops-lab.html', 'safe/mlops-lab/Ada.Lovelace.html']) {
      const page = read(file);
      const own = page.replace(/'sha256-[^']+'|sha256-[\w+/=]+|src="data:[^"]+"|<path [^>]+>/g, '');
      expect(withoutSecrets(own)).toBe(own);
      expect(page).not.toMatch(/SigninToken|X-Amz-|\b(AKIA|ASIA)[A-Z0-9]{16}|externalId/i);
      expect(page).not.toMatch(/<(script|link|iframe|object|embed|form|base)\b|\son\w+=|@import|javascript:/i);
      expect([...page.matchAll(/\ssrc="([^:"]+):/g)].map(([, scheme]) => scheme)).toEqual(['data', 'data', 'data']);
      for (const [, url = ''] of page.matchAll(/url\(([^)]*)\)/g)) expect(url).toMatch(/^(#|%23)head$/);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none'$/,
      );
      expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
      expect(page).not.toMatch(/ style="/);
    }
  });

  it('gives commands that work as they stand there', async () => {
    expect((await run('handout', 'used', '--lab', 'lab')).code).toBe(0);
    const commands = commandsOn(read('used/mlops-lab/Ada.Lovelace.html'));
    const [login, launch, open, submit, submitYours, stop, terminate] = commands;
    expect(commands).toHaveLength(7);
    expect(submit).toEqual(['submit', '--watch', '--sandbox', '--lab', 'lab']);
    expect(submitYours?.slice(0, 2)).toEqual(['submit', 'birds.csv']);
    for (const args of [login, launch, open, stop, [...(terminate ?? []), '--yes']]) {
      const { code, stderr } = await mlopsLab(args ?? [], { cwd });
      expect(code, `${args?.join(' ') ?? ''}\n${stderr}`).toBe(0);
    }
  });

  it('keeps an index of a class, also where labs are handed out one by one or one of them fails', async () => {
    const { code, result } = await resultOf('course', '--all');
    expect(code).toBe(1);
    expect(result.labs?.map(({ lab, error }) => [lab, error?.code])).toEqual([
      ['lab', undefined],
      ['far', 'lab-not-deployed'],
    ]);
    expect(result.handout?.start).toBe('course/index.html');
    expect(result.handout?.files.map(({ page }) => page)).toEqual(['index', 'lab', 'person', 'person']);
    const index = read('course/index.html');
    expectAccessible(index);
    for (const link of ['mlops-lab.html', 'mlops-lab/Ada.Lovelace.html', 'mlops-lab/b.Eve.b.html']) {
      expect(index).toContain(`href="${link}"`);
    }
    expect(index).not.toContain('mlops-far');
    writeFileSync(
      join(cwd, 'course/mlops-far.html'),
      '<!-- mlops-lab handout {"page":"lab","lab":"far","region":"x"} -->',
    );
    const again = await resultOf('course', '--lab', 'lab', '--until', '2999-12-24');
    expect(again.code).toBe(0);
    expect(again.result.handout?.start).toBe('course/index.html');
    expect(read('course/index.html')).toMatch(/href="mlops-far\.html"[^]*href="mlops-lab\.html"[^]*24 December 2999/);
  });
});

describe('handout refuses, and leaves everything as it is,', () => {
  it.each([
    ['a file in place of the folder', 'mlops-lab.yaml', 'it is a file'],
    ['an empty path', '', 'the folder for the pages is empty'],
    ['a folder in no folder', 'nowhere/deep', 'there is no folder nowhere'],
    ['a page that somebody else wrote', 'page', 'page/mlops-lab.html is there, and is no page of a handout'],
    ['an index that somebody else wrote', 'index', 'index/index.html is there, and is no page of a handout'],
    ['a folder in place of a page', 'folder', 'folder/mlops-lab.html is there, and is no page of a handout'],
    ["somebody else's page of a person", 'person', 'person/mlops-lab/Ada.Lovelace.html is there'],
  ])('%s', async (_, folder, message) => {
    const put = (file: string) => writeFileSync(join(cwd, file), 'mine');
    for (const each of ['page', 'index', 'person/mlops-lab', 'folder/mlops-lab.html']) {
      mkdirSync(join(cwd, each), { recursive: true });
    }
    ['page/mlops-lab.html', 'index/index.html', 'person/mlops-lab/Ada.Lovelace.html'].forEach(put);
    const all = readdirSync(cwd, { recursive: true }).filter((path) => !String(path).startsWith('.mlops-lab'));
    const { code, stderr } = await run('handout', folder, '--lab', 'lab');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
    const left = readdirSync(cwd, { recursive: true }).filter((path) => !String(path).startsWith('.mlops-lab'));
    expect(left).toEqual(all);
    expect(read('page/mlops-lab.html')).toBe('mine');
  });

  it.each([
    [['--until', '2026-02-30'], 'It is a day of the calendar as YYYY-MM-DD'],
    [['--until', 'tomorrow'], 'It is a day of the calendar as YYYY-MM-DD'],
    [['--until', '2001-01-01'], '--until is 2001-01-01, and today is 2'],
    [['--contact', '  '], '--contact is a text of 1 to 200 characters'],
    [['--contact', 'x'.repeat(201)], '--contact is a text of 1 to 200 characters'],
    [['--contact', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'], '--contact looks like a secret'],
  ])('%j', async (flags, message) => {
    const { code, stdout, stderr } = await run('handout', 'bad', '--lab', 'lab', ...flags);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
    expect(stdout + stderr).not.toContain('wJalrXUtnFEMI');
    expect(existsSync(join(cwd, 'bad'))).toBe(false);
  });
});
