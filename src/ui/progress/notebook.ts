import type { LabEvent, NotebookOperation } from '../../events.ts';
import { duration } from '../../lab/quantities.ts';
import type { ProgressStyle } from './style.ts';

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
