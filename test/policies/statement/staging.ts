import { EVERYTHING } from '../world/named.ts';
import { runningBuiltInImage } from './images.ts';
import { may, type Rule } from './rule.ts';

const OURS = ["the lab's endpoints and configurations", "the lab's future endpoints and configurations"];
const OUR_MODELS = ["the lab's models", "the lab's future models"];

/** Non-production reads its own models alone, and so does production. */
function endpoint(who: string, environment: string, prefix: string): Rule[] {
  return [
    may(who, {
      what: 's3:GetObject',
      on: `models of ${environment}`,
      why: 'a model’s container is code, and reaches no model of the other environment',
    }),
    may(who, {
      what: 's3:ListBucket',
      on: 'the model bucket',
      how: `below ${prefix}/`,
      why: 'finds its own models',
    }),
    may(who, { what: 'kms:Decrypt', on: 'the model key', how: 'through S3', why: 'reads them, through S3 alone' }),
    ...runningBuiltInImage(who),
    may(who, {
      what: 'logs:CreateLogStream PutLogEvents',
      on: `${environment}'s log`,
      why: 'a model writes into no other’s log, and reads none',
    }),
    may(who, {
      what: 'logs:CreateLogStream DescribeLogStreams',
      on: `the group of ${environment}'s log`,
      why: 'its own group',
    }),
  ];
}

/** The Staging account: the role that deploys, and what endpoints run with. */
export const STAGING_ACCOUNT: readonly Rule[] = [
  may('the deploy role', {
    what: 's3:DeleteObject GetObject PutObject',
    on: ['models of non-production', 'models of production'],
    why: 'brings models to where endpoints load them, and takes away what is old',
  }),
  may('the deploy role', {
    what: 's3:ListBucket',
    on: 'the model bucket',
    how: EVERYTHING,
    why: 'looks what is there',
  }),
  may('the deploy role', {
    what: 's3:GetObject',
    on: 'trained models',
    why: 'copies what was trained; submissions, evaluations and hold-out data stay closed to it',
  }),
  may('the deploy role', {
    what: 'kms:Decrypt',
    on: ["the lab's key", 'the model key'],
    how: 'through S3',
    why: 'of the keys of the Tools account only that which bears the lab’s alias',
  }),
  may('the deploy role', {
    what: 'kms:GenerateDataKey',
    on: 'the model key',
    how: 'through S3',
    why: 'writes the copy',
  }),
  may('the deploy role', {
    what: 'sagemaker:CreateEndpoint CreateEndpointConfig CreateModel',
    on: [...OURS, ...OUR_MODELS],
    how: "marked as the lab's",
    why: 'what it makes says whose it is, and is made of nothing that says otherwise',
  }),
  may('the deploy role', {
    what: 'sagemaker:DeleteEndpoint DeleteEndpointConfig DeleteModel InvokeEndpoint UpdateEndpoint',
    on: [...OURS, ...OUR_MODELS],
    why: 'other labs deploy to the same account, even one of the same name: theirs are marked otherwise',
  }),
  may('the deploy role', {
    what: 'sagemaker:AddTags',
    on: [...OURS, ...OUR_MODELS],
    how: EVERYTHING,
    why: 'marks what it makes; it cannot mark what is a namesake’s as its own',
  }),
  may('the deploy role', {
    what: 'sagemaker:DescribeEndpoint DescribeEndpointConfig ListTags',
    on: [...OURS, "a namesake's endpoints and configurations"],
    why: 'whoever is to tell that an endpoint is another lab’s has to see it',
  }),
  may('the deploy role', { what: 'sagemaker:ListEndpointConfigs', on: 'no resource', why: 'lists know no resources' }),
  may('the deploy role', {
    what: 'iam:PassRole',
    on: ["non-production's role", "production's role"],
    why: 'an endpoint with another role would have that role’s rights',
  }),
  ...endpoint('the non-production endpoint', 'non-production', 'nonprod'),
  ...endpoint('the production endpoint', 'production', 'production'),
  may('the production endpoint', {
    what: 'cloudwatch:PutMetricData',
    on: 'no resource',
    how: "in the endpoints' namespace",
    why: 'instances count their load for all endpoints alike, which is why non-production may not',
  }),
  may('the production endpoint', {
    what: 'cloudwatch:DescribeAlarms',
    on: ["the lab's error alarm", "the lab's latency alarm"],
    why: 'an update watches the alarms that take it back',
  }),
];
