import { REGION, RENDERED, SPOKE, STAGING, STRANGE, TOOLS } from '../lab/site.ts';
import { another, anyOf, type Place } from './place.ts';

const { outputs } = RENDERED;

function key(name: string, arn: string, alias: string): Place {
  const account = arn.split(':')[4] ?? '';
  return {
    name,
    among: [anyOf('key', account), ...(alias.startsWith('alias/mlops-lab--') ? ['any key of the lab'] : [])],
    arn,
    account,
    kind: 'key',
    context: { 'kms:ResourceAliases': [alias] },
  };
}

export const KEYS: readonly Place[] = [
  key("the lab's key", outputs['KeyArn'] ?? '', 'alias/mlops-lab--tools'),
  key('the model key', outputs['ModelKeyArn'] ?? '', 'alias/mlops-lab--models'),
  key('the notebook key', `arn:aws:kms:${REGION}:${SPOKE}:key/notebookkey`, 'alias/mlops-lab--notebooks'),
  ...[TOOLS, SPOKE, STAGING, STRANGE].map((account) =>
    key(another('key', account), `arn:aws:kms:${REGION}:${account}:key/another`, 'alias/other'),
  ),
  // Of all that a key's ARN can be widened to, the only thing that is no key.
  key('an alias of a key', `arn:aws:kms:${REGION}:${TOOLS}:alias/mlops-lab--tools`, 'alias/mlops-lab--tools'),
];
