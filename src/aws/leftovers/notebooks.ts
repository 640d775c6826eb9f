import {
  paginateListNotebookInstanceLifecycleConfigs,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { resourcePrefix } from '../../lab/names.ts';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister } from './index.ts';

/** Notebook instances and their lifecycle configurations. */
export const leftNotebooks: Lister = async (setup, lab) => {
  const client = new SageMakerClient(clientConfig(setup));
  const NameContains = resourcePrefix(lab);
  const found: Found[] = [];
  for await (const { NotebookInstances = [] } of paginateListNotebookInstances({ client }, { NameContains })) {
    for (const { NotebookInstanceName = '', NotebookInstanceStatus } of NotebookInstances) {
      found.push(left('notebook', NotebookInstanceName, NotebookInstanceStatus));
    }
  }
  for await (const { NotebookInstanceLifecycleConfigs: configs = [] } of paginateListNotebookInstanceLifecycleConfigs(
    { client },
    { NameContains },
  )) {
    found.push(
      ...configs.map((each) => left('lifecycle configuration', each.NotebookInstanceLifecycleConfigName ?? '')),
    );
  }
  return found;
};
