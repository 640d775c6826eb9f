import { describe, expect, it } from 'vitest';
import { workFolder } from '../support/binary.ts';
import { readPage } from './shell-blocks.ts';
import { told } from './told.ts';

const SCRIPT = '../../scripts/session.js';
const { sessionPicture } = (await import(SCRIPT)) as {
  sessionPicture(run: (args: readonly string[]) => Promise<string>): Promise<string>;
};

describe('the session in README', () => {
  it('is what the commands print; otherwise run npm run docs', async () => {
    const cwd = workFolder();
    const picture = await sessionPicture((args) => told(cwd, args));
    expect(withoutTimes(picture)).toBe(withoutTimes(readPage('docs/pictures/session.svg')));
  });

  it('is text, with what it shows in words, in colours for light and dark pages', () => {
    const svg = readPage('docs/pictures/session.svg');
    expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>.+<\/title>\n<desc>.+<\/desc>\n/);
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg).toContain('>✔ Staging (333333333333): nothing is left</text>');
    expect(svg).not.toMatch(/<image|<script|href=|<animate/);
    expect(readPage('README.md')).toContain('(docs/pictures/session.svg)');
  });
});

/** How long reads wait for their turn differs by seconds from run to run, and with it how long a run takes. */
function withoutTimes(picture: string): string {
  return picture.replaceAll(/\b(?:\d+m )?\d+s\b/g, 'some time');
}
