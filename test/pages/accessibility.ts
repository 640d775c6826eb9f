import { expect } from 'vitest';

/** What a reader of pages without eyes or colours depends on (WCAG 2.2), as far as markup shows it. */
export function expectAccessible(page: string): void {
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toMatch(/<html lang="en">/);
  expect(page).toMatch(/<title>[^<]+<\/title>/);
  const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels[0]).toBe(1);
  for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  for (const [head] of page.matchAll(/<th[ >][^>]*/g)) expect(head).toContain('scope="col"');
  expect(page.match(/<table>/g)?.length ?? 0).toBe(page.match(/<thead>/g)?.length ?? 0);
  for (const [image] of page.matchAll(/<img[^>]*/g)) expect(image).toMatch(/ alt="[^"]{10,}"/);
  for (const [drawing] of page.matchAll(/<svg[^]*?<\/svg>/g))
    expect(drawing).toMatch(/aria-label="[^"]+"|<title id|aria-hidden="true"/);
  for (const [, id = ''] of page.matchAll(/aria-(?:labelled|described)by="([^"]+)"/g))
    expect(page).toContain(`id="${id}"`);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

/** Colours that stand on each other. */
const PAIRS = ['ink', 'faint', 'good', 'bad', 'accent'].flatMap((text): [string, string][] => [
  [text, 'paper'],
  [text, 'shade'],
]);

/** WCAG 2.2, 1.4.3: text needs 4.5 to 1, on a light screen and on a dark one. */
export function expectContrast(style: string): void {
  const schemes = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, rules = '']) => coloursIn(rules));
  expect(schemes).toHaveLength(2);
  for (const colours of schemes) {
    for (const [text, ground] of PAIRS) {
      const ratio = contrast(colours.get(text) ?? '', colours.get(ground) ?? '');
      expect(ratio, `${text} on ${ground}`).toBeGreaterThan(4.5);
    }
  }
}

function coloursIn(rules: string): Map<string, string> {
  return new Map([...rules.matchAll(/--(\w+): #(\w+);/g)].map(([, name = '', colour = '']) => [name, colour]));
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const hex = colour.length === 3 ? [...colour].map((digit) => digit + digit).join('') : colour;
  const [red = NaN, green = NaN, blue = NaN] = (hex.match(/../g) ?? []).map((pair) => {
    const part = parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
