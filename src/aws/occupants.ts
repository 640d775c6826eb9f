import { type EC2Client, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import {
  DescribeNotebookInstanceCommand,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { clientOf, type ClientSetup } from './clients.ts';

/**
 * Notebooks use their subnet even while stopped. The interfaces of the network's own endpoints are deleted with them.
 */
export async function occupantsOf(
  setup: ClientSetup,
  ec2: EC2Client,
  subnets: readonly string[],
  notebooksNamed: string,
): Promise<string[]> {
  const notebooks = await notebooksIn(clientOf(SageMakerClient, setup), subnets, notebooksNamed);
  const interfaces: string[] = [];
  const Filters = [{ Name: 'subnet-id', Values: [...subnets] }];
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters })) {
    for (const { NetworkInterfaceId = '', InterfaceType, Description = '' } of NetworkInterfaces) {
      const isNotebooks = notebooks.some((name) => Description.includes(name));
      if (InterfaceType !== 'vpc_endpoint' && !isNotebooks) interfaces.push(`${NetworkInterfaceId} (${Description})`);
    }
  }
  return [...notebooks, ...interfaces];
}

async function notebooksIn(
  client: SageMakerClient,
  subnets: readonly string[],
  NameContains: string,
): Promise<string[]> {
  const found: string[] = [];
  for await (const { NotebookInstances = [] } of paginateListNotebookInstances({ client }, { NameContains })) {
    for (const { NotebookInstanceName = '' } of NotebookInstances) {
      const { SubnetId = '' } = await client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
      if (subnets.includes(SubnetId)) found.push(NotebookInstanceName);
    }
  }
  return found;
}
