import { CloudWatchClient, ListTagsForResourceCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  CodePipelineClient,
  GetPipelineCommand,
  ListTagsForResourceCommand as ListPipelineTagsCommand,
  paginateListPipelines,
} from '@aws-sdk/client-codepipeline';
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTagsForResourceCommand as ListRuleTagsCommand,
} from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListTagsCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListTagsForResourceCommand as ListTopicTagsCommand, paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { FUNCTIONS, functionName } from '../../lab/functions.ts';
import { namePrefix, pipelineName } from '../../lab/names.ts';
import type { Tags } from '../../lab/owner.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { listed } from '../lists.ts';
import { tagRecord, tagsUnlessGone } from '../tag-records.ts';
import { left, named, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** The pipeline, its functions, its start rule, its notifications, and the alarms of its endpoints. */
export const leftPipeline: Listers = { pipelines, functions, rules, topics, alarms };

async function pipelines(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(CodePipelineClient, setup);
  const name = pipelineName(lab);
  const all = await listed(
    setup,
    'pipelines',
    () => paginateListPipelines({ client }, {}),
    (page) => page.pipelines,
  );
  if (!all.some((each) => each.name === name)) return [];
  return [{ ...left('pipeline', name), tags: () => pipelineTags(client, name), alike: true }];
}

/** Lists of pipelines contain no ARNs. */
function pipelineTags(client: CodePipelineClient, name: string): Promise<Tags> {
  return tagsUnlessGone(async () => {
    const { metadata } = await client.send(new GetPipelineCommand({ name }));
    const { tags } = await client.send(new ListPipelineTagsCommand({ resourceArn: metadata?.pipelineArn }));
    return tagRecord(tags);
  });
}

async function functions(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(LambdaClient, setup);
  const mine = new Set(FUNCTIONS.map((id) => functionName(lab, id)));
  const tagsOf = (Resource: string) =>
    tagsUnlessGone(async () => (await client.send(new ListTagsCommand({ Resource }))).Tags ?? {});
  const pages = () => paginateListFunctions({ client }, {});
  const all = await listed(setup, 'functions', pages, ({ Functions }) =>
    Functions?.map(({ FunctionName: name = '', FunctionArn: arn = '' }) => ({ name, arn })),
  );
  return all
    .filter(({ name }) => mine.has(name))
    .map(({ name, arn }) => ({ ...left('function', name), tags: () => tagsOf(arn), alike: true }));
}

async function rules(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(EventBridgeClient, setup);
  const found: Candidate[] = [];
  const tagsOf = (ResourceARN: string) =>
    tagsUnlessGone(async () => tagRecord((await client.send(new ListRuleTagsCommand({ ResourceARN }))).Tags));
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ NamePrefix: namePrefix(lab), NextToken }));
    found.push(
      ...(page.Rules ?? []).flatMap(({ Name = '', Arn = '' }) =>
        named(lab, left('rule', Name), { tags: () => tagsOf(Arn) }),
      ),
    );
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}

async function topics(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(SNSClient, setup);
  const tagsOf = (ResourceArn: string) =>
    tagsUnlessGone(async () => tagRecord((await client.send(new ListTopicTagsCommand({ ResourceArn }))).Tags));
  const pages = () => paginateListTopics({ client }, {});
  const arns = await listed(setup, 'topics', pages, ({ Topics }) => Topics?.map(({ TopicArn = '' }) => TopicArn));
  return arns.flatMap((id) => named(lab, left('topic', id.split(':').at(-1) ?? ''), { tags: () => tagsOf(id), id }));
}

async function alarms(setup: ClientSetup, lab: SoughtLab): Promise<Candidate[]> {
  const client = clientOf(CloudWatchClient, setup);
  const found: Candidate[] = [];
  const tagsOf = (ResourceARN: string) =>
    tagsUnlessGone(async () => tagRecord((await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags));
  const input = { AlarmNamePrefix: namePrefix(lab) };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, input)) {
    for (const { AlarmName = '', AlarmArn = '' } of MetricAlarms) {
      found.push(...named(lab, left('alarm', AlarmName), { tags: () => tagsOf(AlarmArn) }));
    }
  }
  return found;
}
