import type { LabEvent, NotebookOperation, NotebookReport, ResultEvent } from '../../events.ts';
import { type Cell, table, UNCUT } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import type { ProgressStyle } from '../progress/lines.ts';
import { duration } from '../text/quantities.ts';

type NotebookEvent = Extract<LabEvent, { type: 'notebook-started' | 'notebook-finished' }>;

export const NOTEBOOK_OPERATIONS: Readonly<Record<NotebookOperation, { going: string; gone: string }>> = {
  launch: { going: 'is being launched', gone: 'launched' },
  attach: { going: 'is under change', gone: 'came to rest' },
  clear: { going: 'what a failed launch left is being cleared away', gone: 'cleared of what a failed launch left' },
  start: { going: 'is being started', gone: 'started' },
  stop: { going: 'is being stopped', gone: 'stopped' },
  terminate: { going: 'is being terminated', gone: 'terminated' },
};

export function notebookLine(event: NotebookEvent, { paint, live }: ProgressStyle): string | undefined {
  const { name, operation } = event;
  const { going, gone } = NOTEBOOK_OPERATIONS[operation];
  if (event.type === 'notebook-started') return live ? undefined : `  ${name}: ${going}`;
  const time = duration(event.seconds);
  if (event.outcome === 'failed') return `${paint.bad('✖')} ${name}: ${operation} failed after ${time}`;
  return `${paint.good('✔')} ${name}: ${gone} in ${time}`;
}

/** Beside the address, which is a secret. */
export function openedLines({ name, inBrowser }: NonNullable<ResultEvent['opened']>, paint: Paint): string[] {
  const told = inBrowser
    ? 'opened in the browser'
    : 'the address can be opened for five minutes; whoever has it gets in, so treat it like a password';
  return [`${paint.good('✔')} ${name}: ${told}`];
}

/** One below the other, and of a single one all that there is to tell. */
export function notebookLines(notebooks: readonly NotebookReport[], paint: Paint): string[] {
  const [first, ...others] = notebooks;
  if (!first) return ['No notebooks'];
  const rows = notebooks.map((notebook) => row(notebook, paint));
  const details = others.length === 0 ? detailsOf(first) : [];
  return [paint.strong('Notebooks'), ...table(rows, UNCUT), ...table(details, UNCUT, 4)];
}

function row({ name, status, message, notebookStatus, parameters }: NotebookReport, paint: Paint): Cell[] {
  const { NotebookSize = '', TeamName = '' } = parameters;
  const good = status === 'AVAILABLE' || status === 'ABSENT';
  const state = good && notebookStatus ? notebookStatus : status;
  const sign = good ? paint.good : status === 'UNDER_CHANGE' ? paint.accent : paint.bad;
  return [name, { text: state, paint: sign }, NotebookSize, TeamName, message ?? ''];
}

function detailsOf({ notebook, bucket, outputs }: NotebookReport): string[][] {
  const { NotebookUrl } = outputs;
  return [
    ...(notebook ? [['Notebook', notebook]] : []),
    ...(NotebookUrl ? [['In the console', NotebookUrl]] : []),
    ...(bucket ? [['Bucket', bucket]] : []),
  ];
}
