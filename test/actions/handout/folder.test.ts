import { describe, expect, it } from 'vitest';
import { expectFolder, writePages } from '../../../src/actions/handout/folder.ts';
import { indexOf } from '../../../src/actions/handout/index-of.ts';
import { expectToCome } from '../../../src/actions/handout/standing.ts';
import type { ActionContext } from '../../../src/actions/context.ts';
import { markText, type HandoutMark } from '../../../src/lab/handout-mark.ts';
import { memory } from './memory.ts';

const page = (mark: HandoutMark) => `<!doctype html>${markText(mark)}`;
const INDEX_PAGE = page({ page: 'index' });

describe('the folder of a handout', () => {
  it.each<[string, ReturnType<typeof memory>, string | undefined]>([
    ['there is none, beside others', memory({}), undefined],
    ['it is empty', memory({}, ['.', 'out']), undefined],
    ['it is there, though its parent cannot be looked into', memory({}, ['out']), undefined],
    ['it has an index', memory({ 'out/index.html': INDEX_PAGE }, ['.', 'out']), undefined],
    ['it is a file', memory({ out: '' }), 'pages cannot be written to out: it is a file'],
    ['its parent is none', memory({}, []), 'pages cannot be written to out: there is no folder .'],
    ['its parent is a file', memory({ '.': '' }, []), 'pages cannot be written to out: there is no folder .'],
    ['it cannot be written', memory({}, ['.', 'out'], ['out/index.html']), 'to out/index.html: locked'],
    [
      'it has an index of somebody else',
      memory({ 'out/index.html': '<html>' }, ['.', 'out']),
      'out/index.html is there, and is no page of a handout; nothing was written',
    ],
    ['its index is a folder', memory({}, ['.', 'out', 'out/index.html']), 'out/index.html is there, and is no page'],
  ])('is refused, or not, where %s', async (_, { files }, message) => {
    const found = await expectFolder({ files }, 'out').catch((error: unknown) => error);
    if (message === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject({ message: expect.stringContaining(message) as string, exitCode: 2 });
  });

  it('gets its pages, and folders for them', async () => {
    const { files, texts, made } = memory({ 'out/a.html': INDEX_PAGE }, ['.', 'out']);
    await writePages({ files }, 'out', [
      { file: 'out/a.html', text: 'A' },
      { file: 'out/a/b.html', text: 'B' },
    ]);
    expect([...texts]).toEqual([
      ['out/a.html', 'A'],
      ['out/a/b.html', 'B'],
    ]);
    expect([...made]).toEqual(['.', 'out', 'out/a']);
  });

  it('gets none of them where one is in the way, or says which could not be written', async () => {
    const there = memory({ 'out/b.html': 'mine' }, ['.', 'out']);
    const pages = ['a', 'b'].map((name) => ({ file: `out/${name}.html`, text: 'new' }));
    await expect(writePages(there, 'out', pages)).rejects.toMatchObject({ code: 'handout-in-the-way' });
    expect([...there.texts]).toEqual([['out/b.html', 'mine']]);
    for (const locked of ['out', 'out/b.html']) {
      await expect(writePages(memory({}, ['.'], [locked]), 'out', pages)).rejects.toMatchObject({
        code: 'handout-not-written',
        message: `pages cannot be written to ${locked}: locked`,
      });
    }
  });
});

describe('the index of a handout', () => {
  const lab = (name: string) => page({ page: 'lab', lab: name, region: 'us-east-1', until: '2026-01-09' });
  const person = (of: string, name?: string) =>
    page({ page: 'person', lab: of, region: 'us-east-1', ...(name && { person: name }) });
  const texts = {
    'out/mlops-c10.html': lab('c10'),
    'out/mlops-c9.html': lab('c9'),
    'out/mlops-c9/zoe.html': person('c9', 'Zoe'),
    'out/mlops-c9/ada.html': person('c9', 'Ada'),
    'out/mlops-c9/bob.html': person('c10', 'Bob'),
    'out/mlops-c9/nobody.html': person('c9'),
    'out/mlops-c9/ada.txt': person('c9', 'Text'),
    'out/mine.html': '<html>',
    'out/mlops-c8.txt': lab('c8'),
    'out/someone.html': person('c9', 'Eve'),
  };
  const folders = ['.', 'out', 'out/mlops-c9'];

  it('has every lab and person whose page is there, in the order in which people count', async () => {
    const index = await indexOf(memory(texts, folders), 'out', true);
    expect(index?.file).toBe('out/index.html');
    const links = [...(index?.text ?? '').matchAll(/href="([^"#:]+\.html)"/g)].map(([, file]) => file);
    expect([...new Set(links)]).toEqual(['mlops-c9.html', 'mlops-c9/ada.html', 'mlops-c9/zoe.html', 'mlops-c10.html']);
    for (const absent of ['Bob', 'Text', 'Eve', 'c8']) expect(index?.text).not.toContain(absent);
  });

  it('is there for a single lab only where there was one', async () => {
    expect(await indexOf(memory(texts, folders), 'out', false)).toBeUndefined();
    const there = memory({ ...texts, 'out/index.html': INDEX_PAGE }, folders);
    expect((await indexOf(there, 'out', false))?.text).toContain('mlops-c9.html');
    expect((await indexOf(memory({}), 'out', true))?.file).toBe('out/index.html');
    const single = memory({ 'out/mlops-c9.html': lab('c9'), 'out/mlops-c9': 'a file' }, ['.', 'out']);
    expect((await indexOf(single, 'out', true))?.text).toContain('mlops-c9.html');
  });
});

describe('the last day of a handout', () => {
  const on = (day: string) => ({ clock: { now: () => Date.parse(day) } }) as unknown as ActionContext;

  it.each([
    [undefined, '2026-01-09T00:00:00Z', true],
    ['2026-01-09', '2026-01-10T11:59:59Z', true],
    ['2026-01-09', '2026-01-10T12:00:00Z', false],
  ])('%s is to come at %s: %s', (until, now, isToCome) => {
    const expecting = () => {
      expectToCome(on(now), until);
    };
    if (isToCome) expect(expecting).not.toThrow();
    else expect(expecting).toThrow('--until is 2026-01-09, and today is 2026-01-10');
  });
});
