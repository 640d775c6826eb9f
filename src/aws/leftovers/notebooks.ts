import {
  paginateListNotebookInstanceLifecycleConfigs,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { resourcePrefix } from '../../lab/names.ts';
import { isNotebook } from '../../lab/untagged.ts';
import { clientOf } from '../clients.ts';
import { sagemakerTags } from '../sagemaker-tags.ts';
import { left, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** Notebook instances and their lifecycle configurations, which CloudFormation cannot tag. */
export const leftNotebooks: Listers = {
  notebooks: async (setup, lab) => {
    if (lab.role !== 'datascience') return [];
    const client = clientOf(SageMakerClient, setup);
    const found: Candidate[] = [];
    for await (const { NotebookInstances = [] } of paginateListNotebookInstances({ client }, contains(lab))) {
      for (const { NotebookInstanceName = '', NotebookInstanceStatus, NotebookInstanceArn = '' } of NotebookInstances) {
        if (!lab.named(NotebookInstanceName)) continue;
        const tags = () => sagemakerTags(client, NotebookInstanceArn);
        found.push({ ...left('notebook', NotebookInstanceName, NotebookInstanceStatus), tags });
      }
    }
    return found;
  },
  'lifecycle configurations': async (setup, lab) => {
    if (lab.role !== 'datascience') return [];
    const client = clientOf(SageMakerClient, setup);
    const found: Candidate[] = [];
    for await (const { NotebookInstanceLifecycleConfigs: configs = [] } of paginateListNotebookInstanceLifecycleConfigs(
      { client },
      contains(lab),
    )) {
      const names = configs.map((each) => each.NotebookInstanceLifecycleConfigName ?? '');
      found.push(...names.filter((name) => isNotebook(lab, name)).map((name) => left('lifecycle configuration', name)));
    }
    return found;
  },
};

function contains(lab: SoughtLab): { readonly NameContains: string } {
  return { NameContains: resourcePrefix(lab) };
}
