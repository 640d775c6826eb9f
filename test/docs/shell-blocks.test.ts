import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, readPage, shellBlocks, stretchesOf } from './shell-blocks.ts';
import { PLACES } from './shell-places.ts';

describe('the shell blocks of the pages', () => {
  it('are on no other pages', () => {
    const root = resolve(import.meta.dirname, '../..');
    const below = readdirSync(resolve(root, 'docs'), { recursive: true, encoding: 'utf8' }).map(
      (name) => `docs/${name}`,
    );
    const pages = [...readdirSync(root), ...below].filter((name) => name.endsWith('.md'));
    const withBlocks = pages.filter((page) => shellBlocks(readPage(page)).length > 0);
    expect(withBlocks.sort()).toEqual([...PAGES].sort());
  });

  it.each(PAGES)('say in %s why they are not run, or where', (page) => {
    const blocks = shellBlocks(readPage(page));
    const silent = blocks.filter(({ omitted }) => omitted === '').map(({ line }) => line);
    const nowhere = blocks.filter(({ place }) => place !== undefined && !(place in PLACES)).map(({ line }) => line);
    expect({ silent, nowhere }).toEqual({ silent: [], nowhere: [] });
  });

  it('are read with their marks, however far they are indented', () => {
    const page = [
      '```sh\none\n```',
      '<!-- not run: it never ends -->\n\n```sh\ntwo\n```',
      '   <!-- in: a class -->\n   ```sh\n   three\n     four\n   ```',
      '<!-- not run: -->\n```sh\n```',
      '<!-- not run: of another block -->\nText.\n```sh\nfive\n```',
    ].join('\n\n');
    expect(shellBlocks(page).map(({ line, ...block }) => block)).toEqual([
      { script: 'one' },
      { script: 'two', omitted: 'it never ends' },
      { script: 'three\n  four', place: 'a class' },
      { script: '', omitted: '' },
      { script: 'five' },
    ]);
    expect(stretchesOf('page', page).map(({ place, blocks }) => [place, blocks.length])).toEqual([
      ['an empty folder', 1],
      ['a class', 2],
    ]);
  });
});
