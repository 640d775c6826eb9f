import { dirname } from 'node:path';
import type { Files } from '../../../src/ports/files.ts';

/** Folders and files of this memory; some refuse to be written. */
export function memory(
  given: Readonly<Record<string, string>>,
  folders: readonly string[] = ['.'],
  locked: readonly string[] = [],
) {
  const texts = new Map(Object.entries(given));
  const made = new Set(folders);
  const below = (folder: string) =>
    [...texts.keys(), ...made]
      .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
      .map((path) => path.slice(folder.length + 1));
  const refused = (path: string) => (locked.includes(path) ? 'locked' : !made.has(dirname(path)) && 'no folder');
  const writable = (path: string) => {
    const why = refused(path);
    return why ? Promise.reject(new Error(why)) : Promise.resolve();
  };
  const files = {
    look: (path: string) => Promise.resolve(texts.has(path) ? 'file' : made.has(path) ? below(path) : undefined),
    beginning: (path: string, bytes: number) => {
      const text = texts.get(path);
      return text === undefined ? Promise.reject(new Error('no file')) : Promise.resolve(text.slice(0, bytes));
    },
    tryReplacing: writable,
    replace: async (path: string, text: string) => {
      await writable(path);
      texts.set(path, text);
    },
    createFolder: async (path: string) => {
      await writable(path);
      made.add(path);
    },
    picture: (name: string) => Promise.resolve(`<svg>${name}</svg>`),
  } as unknown as Files;
  return { files, texts, made };
}
