import { CodePipelineClient, GetPipelineCommand } from '@aws-sdk/client-codepipeline';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { unlessGone, type Readers } from './reader.ts';

export function pipelineReaders(setup: ClientSetup): Readers {
  const client = new CodePipelineClient(clientConfig(setup));
  return {
    'AWS::CodePipeline::Pipeline': {
      one: (name) => unlessGone(['PipelineNotFoundException'], () => client.send(new GetPipelineCommand({ name }))),
    },
  };
}
