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
    const ours = NotebookInstances.filter((each) => lab.named(each.NotebookInstanceName ?? ''));
    found.push(...ours.map((each) => left('notebook', each.NotebookInstanceName ?? '', each.NotebookInstanceStatus)));
  }
  for await (const { NotebookInstanceLifecycleConfigs: configs = [] } of paginateListNotebookInstanceLifecycleConfigs(
    { client },
    { NameContains },
  )) {
    const names = configs.map((each) => each.NotebookInstanceLifecycleConfigName ?? '').filter(lab.named);
    found.push(...names.map((name) => left('lifecycle configuration', name)));
  }
  return found;
};
