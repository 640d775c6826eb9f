import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode } from '../src/error-codes/index.ts';
import { errorReference } from '../src/error-codes/reference.ts';
import { EXIT, LabError } from '../src/errors.ts';

const SOURCE = resolve(import.meta.dirname, '../src');
const REGISTRY = 'error-codes';

const CODES = Object.keys(ERRORS) as ErrorCode[];

/** All that the program is made of, but the registry. */
const code = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith(REGISTRY))
  .map((path) => readFileSync(join(SOURCE, path), 'utf8'))
  .join('\n');

// That nothing is thrown by a code which is not registered, the types see to.
describe('every registered error', () => {
  it.each(CODES)('%s is thrown by something', (registered) => {
    expect(code).toContain(`'${registered}'`);
  });

  it.each(CODES)('%s is described in whole sentences', (registered) => {
    const { what, why, remedy } = ERRORS[registered];
    for (const text of [what, why, remedy]) expect(text).toMatch(/^[`A-Z].*[.!`]$/s);
  });

  it.each(CODES)('%s decides by which exit code its command ends', (registered) => {
    const { exitCode } = new LabError({ code: registered, message: 'it failed', hint: 'mend it' });
    expect(exitCode).toBe(EXIT[ERRORS[registered].exit]);
    expect(exitCode).not.toBe(EXIT.done);
  });

  it('stands on the page once', () => {
    const sections = [...errorReference().matchAll(/^### `(.*)`$/gm)].map(([, title]) => title);
    expect(sections.sort()).toEqual([...CODES].sort());
  });
});
