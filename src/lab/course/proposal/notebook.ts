import { cellsOf, type Cell } from './notebook-cells.ts';
import type { Course } from '../types.ts';

const METADATA = {
  kernelspec: { display_name: 'conda_python3', language: 'python', name: 'conda_python3' },
  language_info: { name: 'python' },
};

/** A notebook that leads from the table of a course to a released model, as Jupyter writes it. */
export function notebookText(course: Course): string {
  const cells = cellsOf(course).map(written);
  return `${JSON.stringify({ cells, metadata: METADATA, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

function written({ id, code, text }: Cell): object {
  const source = text.split(/(?<=\n)/);
  return code
    ? { cell_type: 'code', execution_count: null, id, metadata: {}, outputs: [], source }
    : { cell_type: 'markdown', id, metadata: {}, source };
}
