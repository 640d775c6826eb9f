import { beginningOf } from '../../lab/beginning.ts';

/** The name of a course and its title, after its folder. */
export function courseName(folder: string): { readonly name: string; readonly title: string } {
  const plain = folder
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '');
  const name = words.slice(0, LONGEST).replace(/-+$/, '');
  const title = folder.replace(/[-_\s\p{Cc}]+/gu, ' ').trim();
  return { name: name.length < 2 ? 'my-course' : name, title: title === '' ? 'My course' : capital(title) };
}

const LONGEST = 32;

function capital(text: string): string {
  return beginningOf(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}`, 80).trim();
}
