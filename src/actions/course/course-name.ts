import { beginningOf } from '../../lab/beginning.ts';

/**
 * The name of a course and its title, after its folder. By its name a lab knows which course it teaches, so it is none of
 * the package's.
 */
export function courseName(
  folder: string,
  builtIn: readonly string[],
): { readonly name: string; readonly title: string } {
  const plain = folder
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '');
  const plainName = words.slice(0, LONGEST).replace(/-+$/, '');
  const name = builtIn.includes(plainName) ? `my-${plainName}`.slice(0, LONGEST) : plainName;
  const title = folder.replace(/[-_\s\p{Cc}]+/gu, ' ').trim();
  return { name: name.length < 2 ? 'my-course' : name, title: title === '' ? 'My course' : capital(title) };
}

const LONGEST = 32;

function capital(text: string): string {
  return beginningOf(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}`, 80).trim();
}
