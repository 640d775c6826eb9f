import { readFileSync } from 'node:fs';

export interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

export interface NotebookFile {
  readonly cells: readonly Cell[];
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: object;
}

/** What all courses share. */
export const NOTEBOOKS = new URL('../../templates/notebooks/', import.meta.url);

const FOLDERS = new URL('../../courses/', import.meta.url);

/** Where the notebook of a course is. */
export function notebookOfCourse(course: string): URL {
  return new URL(`${course}/notebooks/${course}.ipynb`, FOLDERS);
}

export function readNotebook(course: string): NotebookFile {
  return JSON.parse(readFileSync(notebookOfCourse(course), 'utf8')) as NotebookFile;
}

/** A notebook of nothing but code, one cell for each text. */
export function notebookOf(cells: Readonly<Record<string, string>>): string {
  const code = Object.entries(cells).map(([id, source]) => ({ cell_type: 'code', id, source: [source] }));
  return JSON.stringify({ cells: code, nbformat: 4, nbformat_minor: 5, metadata: {} });
}
