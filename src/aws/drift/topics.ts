import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { unlessGone, type Readers } from './reader.ts';

const GONE = ['NotFound', 'NotFoundException'];

export function topicReaders(setup: ClientSetup): Readers {
  const client = new SNSClient(clientConfig(setup));
  return {
    'AWS::SNS::Topic': {
      one: (TopicArn) => unlessGone(GONE, () => client.send(new GetTopicAttributesCommand({ TopicArn }))),
    },
  };
}
