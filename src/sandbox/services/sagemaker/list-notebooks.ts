import type { ListNotebookInstancesInput, ListNotebookInstancesOutput } from '@aws-sdk/client-sagemaker';

import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { notebookSummary } from './notebook-shape.ts';
import { notebookStatus } from './notebook-status.ts';
import { selected } from './selection.ts';
import { notebooksOf } from './state.ts';

export function listNotebookInstances(input: ListNotebookInstancesInput, call: Call): ListNotebookInstancesOutput {
  call.about('*');
  const { StatusEquals, NotebookInstanceLifecycleConfigNameContains: lifecycle } = input;
  const notebooks = selected(Object.values(notebooksOf(call).notebooks), input)
    .filter((notebook) => !StatusEquals || notebookStatus(notebook, call.now) === StatusEquals)
    .filter((notebook) => !lifecycle || notebook.lifecycleConfig?.includes(lifecycle));
  const { items, next } = pageOf(notebooks, input.NextToken, input.MaxResults ?? 10);
  return {
    NotebookInstances: items.map((notebook) => notebookSummary(notebook, call.now)),
    ...(next && { NextToken: next }),
  };
}
