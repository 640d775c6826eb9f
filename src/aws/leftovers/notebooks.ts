import {
  paginateListNotebookInstanceLifecycleConfigs,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { namePrefix } from '../../lab/names.ts';
import { isNotebook } from '../../lab/notebook-names.ts';
import { clientOf } from '../clients.ts';
import { sagemakerTags } from '../sagemaker-tags.ts';
import { left, named, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** Notebook instances and their lifecycle configurations, which CloudFormation cannot tag. */
export const leftNotebooks: Listers = {
  notebooks: async (setup, lab) => {
    if (lab.role !== 'datascience') return [];
    const client = clientOf(SageMakerClient, setup);
    const found: Candidate[] = [];
    for await (const { NotebookInstances = [] } of paginateListNotebookInstances({ client }, contains(lab))) {
      for (const { NotebookInstanceName = '', NotebookInstanceStatus, NotebookInstanceArn = '' } of NotebookInstances) {
        const tags = () => sagemakerTags(client, NotebookInstanceArn);
        const given = isNotebook(lab, NotebookInstanceName);
        found.push(...named(lab, left('notebook', NotebookInstanceName, NotebookInstanceStatus), { tags, given }));
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
      for (const { NotebookInstanceLifecycleConfigName: name = '' } of configs) {
        found.push(...named(lab, left('lifecycle configuration', name), { given: isNotebook(lab, name) }));
      }
    }
    return found;
  },
};

function contains(lab: SoughtLab): { readonly NameContains: string } {
  return { NameContains: namePrefix(lab) };
}
