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
  const writable = (path: string) => (locked.includes(path) ? Promise.reject(new Error('locked')) : Promise.resolve());
  const files = {
    look: (path: string) => Promise.resolve(texts.has(path) ? 'file' : made.has(path) ? below(path) : undefined),
    beginning: (path: string, bytes: number) => Promise.resolve((texts.get(path) ?? '').slice(0, bytes)),
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
