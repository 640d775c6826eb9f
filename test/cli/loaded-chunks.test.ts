import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../dist/chunks/', import.meta.url));
const CHUNKS = readdirSync(FOLDER);

/** A chunk's name without the hash of its content. */
const nameOf = (chunk: string) => chunk.replace(/-[\w-]{8}\.js$/, '');

/** What a chunk needs before it begins. */
function imported(chunk: string): string[] {
  const code = readFileSync(FOLDER + chunk, 'utf8');
  return [...code.matchAll(/^(?:import|export)\b[^;]*?"\.\/([^"]+)"/gm)].map(([, name = '']) => name);
}

/** The names of all chunks that are loaded with those of a name. */
function loadedWith(name: string): string[] {
  const loaded = new Set(CHUNKS.filter((chunk) => nameOf(chunk) === name));
  expect([...loaded]).not.toEqual([]);
  for (const chunk of loaded) for (const each of imported(chunk)) loaded.add(each);
  return [...new Set([...loaded].map(nameOf))];
}

const LARGE = /^(client-.*|sdk|labs|cloud|console|sandbox)$/;

it.each(['start', 'command-line', 'command'])('what help needs loads nothing that is large: %s', (name) => {
  expect(loadedWith(name).filter((each) => LARGE.test(each))).toEqual([]);
});

it.each(['labs', 'console', 'cloud', 'status', 'deploy', 'teardown'])('a lab on AWS loads no sandbox: %s', (name) => {
  expect(loadedWith(name)).not.toContain('sandbox');
});

it('a rehearsal loads no client of a service that it is not asked for', () => {
  expect(loadedWith('sandbox').filter((each) => each.startsWith('client-'))).toEqual([]);
});
