import type { NotebookReport, ResultEvent } from '../../events.ts';
import { type Cell, table, UNCUT } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

/** Printed beside the address, which is a secret. */
export function openedLines({ name, inBrowser }: NonNullable<ResultEvent['opened']>, paint: Paint): string[] {
  const text = inBrowser
    ? 'opened in the browser'
    : 'the address can be opened for five minutes; whoever has it gets in, so treat it like a password';
  return [`${paint.good('✔')} ${name}: ${text}`];
}

/** A list of notebooks; a single one is shown with all details. */
export function notebookLines(notebooks: readonly NotebookReport[], paint: Paint): string[] {
  const [first, ...others] = notebooks;
  if (!first) return ['No notebooks'];
  const rows = notebooks.map((notebook) => row(notebook, paint));
  const details = others.length === 0 ? detailsOf(first) : [];
  return [paint.strong('Notebooks'), ...table(rows, UNCUT), ...table(details, UNCUT, 4)];
}

function row(notebook: NotebookReport, paint: Paint): Cell[] {
  const { name, status, message, notebookStatus, parameters, owner, launchedAt } = notebook;
  const { NotebookSize = '', TeamName = '' } = parameters;
  const good = status === 'AVAILABLE' || status === 'ABSENT';
  const state = good && notebookStatus ? notebookStatus : status;
  const sign = good ? paint.good : status === 'UNDER_CHANGE' ? paint.accent : paint.bad;
  const told = [name, { text: state, paint: sign }, NotebookSize, TeamName];
  if (owner === undefined) return [...told, message ?? ''];
  const type = notebook.instanceType ?? '';
  return [owner, ...told, type, launchedAt ? `launched ${moment(launchedAt)}` : '', message ?? ''];
}

/** `2026-01-05 09:30 UTC`. */
function moment(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

function detailsOf({ notebook, bucket, outputs }: NotebookReport): string[][] {
  const { NotebookUrl } = outputs;
  return [
    ...(notebook ? [['Notebook', notebook]] : []),
    ...(NotebookUrl ? [['In the console', NotebookUrl]] : []),
    ...(bucket ? [['Bucket', bucket]] : []),
  ];
}
