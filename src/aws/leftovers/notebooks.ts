import {
  paginateListNotebookInstanceLifecycleConfigs,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { resourcePrefix } from '../../lab/names.ts';
import { isNotebook } from '../../lab/untagged.ts';
import { clientConfig } from '../clients.ts';
import { sagemakerTags } from '../sagemaker-tags.ts';
import { left, type Candidate, type Lister } from './index.ts';

/** Notebook instances and their lifecycle configurations, which CloudFormation lets carry no tags. */
export const leftNotebooks: Lister = async (setup, lab) => {
  if (lab.role !== 'datascience') return [];
  const client = new SageMakerClient(clientConfig(setup));
  const NameContains = resourcePrefix(lab);
  const found: Candidate[] = [];
  for await (const { NotebookInstances = [] } of paginateListNotebookInstances({ client }, { NameContains })) {
    for (const { NotebookInstanceName = '', NotebookInstanceStatus, NotebookInstanceArn = '' } of NotebookInstances) {
      if (!lab.named(NotebookInstanceName)) continue;
      const tags = () => sagemakerTags(client, NotebookInstanceArn);
      found.push({ ...left('notebook', NotebookInstanceName, NotebookInstanceStatus), tags });
    }
  }
  for await (const { NotebookInstanceLifecycleConfigs: configs = [] } of paginateListNotebookInstanceLifecycleConfigs(
    { client },
    { NameContains },
  )) {
    const names = configs.map((each) => each.NotebookInstanceLifecycleConfigName ?? '');
    found.push(...names.filter((name) => isNotebook(lab, name)).map((name) => left('lifecycle configuration', name)));
  }
  return found;
};
