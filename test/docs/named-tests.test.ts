import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPage } from './shell-blocks.ts';

const PAGES = [
  ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md'],
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

/** Such as `actions/init.test.ts`, with the folder of all tests before it or without. */
const TEST = /`((?:[\w-]+\/)+[\w.-]+\.(?:test|check|outside)\.ts)`/g;

it.each(PAGES)('%s names tests that are there', (page) => {
  const named = [...readPage(page).matchAll(TEST)].map(([, file = '']) => file);
  expect(named.filter((file) => !existsSync(file) && !existsSync(`test/${file}`))).toEqual([]);
});
