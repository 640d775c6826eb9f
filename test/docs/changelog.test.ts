import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const PAGE = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

/** The headings of versions, the newest first. */
const VERSIONS = [...PAGE.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);

describe('the changelog', () => {
  it('begins with what is not released yet, and dates everything else', () => {
    const [first, ...released] = VERSIONS;
    expect(first).toBe('[Unreleased]');
    for (const title of released) expect(title).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/);
  });

  it("tells of the package's version, released or in preparation", () => {
    const unreleased = PAGE.split(/^## /m)[1] ?? '';
    const [, newest] = /^\[(.*)\] - /.exec(VERSIONS[1] ?? '') ?? [];
    expect(newest === manifest.version || unreleased.includes(manifest.version)).toBe(true);
  });

  it('sorts changes by the kinds of Keep a Changelog, and leaves none empty', () => {
    const sections = [...PAGE.matchAll(/^### (.*)\n\n(.*)$/gm)];
    expect(sections).toHaveLength([...PAGE.matchAll(/^### /gm)].length);
    for (const [, kind = '', line] of sections) {
      expect(KINDS).toContain(kind);
      expect(line).toMatch(/^- /);
    }
  });
});
