import {
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { joined, unlessGone, type Readers } from './reader.ts';

const GONE = ['ResourceNotFoundException'];

export function functionReaders(setup: ClientSetup): Readers {
  const client = new LambdaClient(clientConfig(setup));
  return {
    'AWS::Lambda::Function': {
      one: (FunctionName) => unlessGone(GONE, () => client.send(new GetFunctionConfigurationCommand({ FunctionName }))),
    },
    'AWS::Lambda::EventInvokeConfig': {
      one: async (id) => {
        const [FunctionName, Qualifier] = joined(id);
        const input = { FunctionName, Qualifier };
        return unlessGone(GONE, () => client.send(new GetFunctionEventInvokeConfigCommand(input)));
      },
    },
  };
}
