import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { clientOf, type ClientSetup } from '../clients.ts';
import { unlessGone, type Readers } from './reader.ts';

export function ruleReaders(setup: ClientSetup): Readers {
  const client = clientOf(EventBridgeClient, setup);
  return {
    'AWS::Events::Rule': {
      one: (id) =>
        unlessGone(['ResourceNotFoundException'], () => client.send(new DescribeRuleCommand({ Name: nameIn(id) }))),
    },
  };
}

/**
 * The type's schema says that the ARN is the identifier, but rules of the default bus have their names as physical ids.
 */
function nameIn(id: string): string {
  return id.split('/').at(-1) ?? id;
}
