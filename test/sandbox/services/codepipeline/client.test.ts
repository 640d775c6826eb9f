import {
  CodePipelineClient,
  CreatePipelineCommand,
  GetPipelineStateCommand,
  ListPipelineExecutionsCommand,
  PipelineNotFoundException,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { expect, it } from 'vitest';

import { VirtualClock } from '../../../../src/sandbox/clock.ts';
import { inProcessHandler } from '../../../../src/sandbox/request-handler.ts';
import { Gateway } from '../../../../src/sandbox/wire/gateway.ts';
import { declaration, invoke, PipelineLab, REGION, SOURCE } from './pipeline-lab.ts';

it('speaks to AWS’s own client', async () => {
  const lab = new PipelineLab();
  lab.silent('work');
  lab.submit();
  const gateway = new Gateway({
    cloud: lab.cloud,
    identify: () => lab.operator,
    secretOf: () => '',
    save: () => undefined,
  });
  const client = new CodePipelineClient({
    region: REGION,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    requestHandler: inProcessHandler(gateway, new VirtualClock(lab.cloud)),
    maxAttempts: 1,
  });
  const name = 'release';
  const unknown = client.send(new GetPipelineStateCommand({ name }));
  await expect(unknown).rejects.toBeInstanceOf(PipelineNotFoundException);
  const pipeline = declaration([
    ['Source', [SOURCE]],
    ['Work', [invoke('work')]],
  ]);
  await client.send(new CreatePipelineCommand({ pipeline }));
  lab.pass(10);
  const { pipelineExecutionId } = await client.send(new StartPipelineExecutionCommand({ name }));
  const { stageStates, created } = await client.send(new GetPipelineStateCommand({ name }));
  expect(created).toBeInstanceOf(Date);
  expect(stageStates?.[0]?.actionStates?.[0]?.latestExecution?.lastStatusChange).toBeInstanceOf(Date);
  const { pipelineExecutionSummaries } = await client.send(new ListPipelineExecutionsCommand({ pipelineName: name }));
  expect(pipelineExecutionSummaries?.[0]).toMatchObject({ pipelineExecutionId, status: 'InProgress' });
});
