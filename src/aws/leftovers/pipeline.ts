import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { CodePipelineClient, paginateListPipelines } from '@aws-sdk/client-codepipeline';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { FUNCTIONS, functionName } from '../../lab/functions.ts';
import { pipelineName, resourcePrefix } from '../../lab/names.ts';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { left, type Found, type Lister, type SoughtLab } from './index.ts';

/** The pipeline, its functions, what starts it, whom it tells, and the alarms of its endpoints. */
export const leftPipeline: Lister = async (setup, lab) => {
  const lists = await Promise.all([
    pipelines(setup, lab),
    functions(setup, lab),
    rules(setup, lab),
    topics(setup, lab),
    alarms(setup, lab),
  ]);
  return lists.flat();
};

async function pipelines(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new CodePipelineClient(clientConfig(setup));
  const found: Found[] = [];
  for await (const { pipelines: page = [] } of paginateListPipelines({ client }, {})) {
    const names = page.map(({ name = '' }) => name);
    if (names.includes(pipelineName(lab))) found.push(left('pipeline', pipelineName(lab)));
  }
  return found;
}

async function functions(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new LambdaClient(clientConfig(setup));
  const mine = new Set(FUNCTIONS.map((id) => functionName(lab, id)));
  const found: Found[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    const names = Functions.map(({ FunctionName = '' }) => FunctionName).filter((name) => mine.has(name));
    found.push(...names.map((name) => left('function', name)));
  }
  return found;
}

async function rules(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new EventBridgeClient(clientConfig(setup));
  const found: Found[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ NamePrefix: resourcePrefix(lab), NextToken }));
    const names = (page.Rules ?? []).map(({ Name = '' }) => Name).filter(lab.named);
    found.push(...names.map((name) => left('rule', name)));
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}

async function topics(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new SNSClient(clientConfig(setup));
  const found: Found[] = [];
  for await (const { Topics = [] } of paginateListTopics({ client }, {})) {
    const names = Topics.map(({ TopicArn = '' }) => TopicArn.split(':').at(-1) ?? '').filter(lab.named);
    found.push(...names.map((name) => left('topic', name)));
  }
  return found;
}

async function alarms(setup: ClientSetup, lab: SoughtLab): Promise<Found[]> {
  const client = new CloudWatchClient(clientConfig(setup));
  const found: Found[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
    { client },
    { AlarmNamePrefix: resourcePrefix(lab) },
  )) {
    const names = MetricAlarms.map(({ AlarmName = '' }) => AlarmName).filter(lab.named);
    found.push(...names.map((name) => left('alarm', name)));
  }
  return found;
}
