import type { Credentials } from '@aws-sdk/client-sts';

import { own } from '../../../own.ts';
import type { Network } from '../../kernel/principal.ts';
import { servicePrincipal } from '../iam/role-use.ts';
import { ec2Of } from '../ec2/state.ts';
import { invalid } from './errors.ts';
import { SAGEMAKER } from './roles.ts';
import { notebooksOf, type NotebookRecord, type Place } from './state.ts';

/** What the metadata of a notebook's instance give to whatever runs in it: keys of its role, used in its network. */
export function notebookCredentials(name: string, place: Place): Credentials {
  const { cloud, account, region } = place;
  const notebook = own(notebooksOf(place).notebooks, name) ?? invalid('RecordNotFound');
  const network = networkOf(notebook, place);
  const { Credentials: keys } = cloud.invoke({
    principal: { ...servicePrincipal(account, SAGEMAKER), ...(network && { network }) },
    account,
    region,
    service: 'sts',
    operation: 'AssumeRole',
    input: { RoleArn: notebook.role, RoleSessionName: 'SageMaker' },
  });
  return keys ?? invalid(`The role ${notebook.role} gives no credentials.`);
}

/** With direct internet access calls leave through a network of SageMaker's own. Source: SageMaker guide, "Connect a notebook instance in a VPC". */
function networkOf(notebook: NotebookRecord, place: Place): Network | undefined {
  const { subnet, networkInterface = '', securityGroups, directInternetAccess } = notebook;
  if (subnet === undefined || directInternetAccess === 'Enabled') return undefined;
  const { networkInterfaces } = ec2Of(place);
  const { vpc = '', address = '' } = own(networkInterfaces, networkInterface) ?? {};
  const { account, region } = place;
  return { account, region, vpc, subnet, address, securityGroups };
}
