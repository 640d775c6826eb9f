import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { unlessGone, type Readers } from './reader.ts';

export function ruleReaders(setup: ClientSetup): Readers {
  const client = new EventBridgeClient(clientConfig(setup));
  return {
    'AWS::Events::Rule': {
      one: (id) =>
        unlessGone(['ResourceNotFoundException'], () => client.send(new DescribeRuleCommand({ Name: nameIn(id) }))),
    },
  };
}

/** The type's schema has the ARN as the identifier; rules of the default bus go by their names all the same. */
function nameIn(id: string): string {
  return id.split('/').at(-1) ?? id;
}
