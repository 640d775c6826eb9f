import { ADA, BOB, OTHERS, SPOKE, STAGING, TOOLS } from '../lab/site.ts';
import { FUNCTIONS } from './functions.ts';
import { another, anyOf, regional, type Place } from './place.ts';

function log(name: string, account: string, rest: string): Place {
  const kind = rest.includes(':log-stream:') ? 'log-stream' : 'log-group';
  const among = rest.startsWith('/aws/sagemaker/') ? [anyOf('SageMaker log', account)] : [];
  return { ...regional('logs', account, kind, [name, `log-group:${rest}`]), among };
}

function streamsOf(whose: string, notebook: string): Place[] {
  return [
    log(`${whose} notebook log`, SPOKE, `/aws/sagemaker/NotebookInstances:log-stream:${notebook}/jupyter.log`),
    log(`${whose} training log`, SPOKE, `/aws/sagemaker/TrainingJobs:log-stream:${notebook}-20260105/algo-1`),
    log(`${whose} endpoint log`, SPOKE, `/aws/sagemaker/Endpoints/${notebook}-20260105:log-stream:AllTraffic/i-0`),
  ].map((place) => ({ ...place, among: [...(place.among ?? []), `${whose} logs`] }));
}

function ofNotebook(whose: string, notebook: string): Place[] {
  return [
    ...streamsOf(whose, notebook),
    log(`the group of ${whose} endpoint log`, SPOKE, `/aws/sagemaker/Endpoints/${notebook}-20260105:*`),
  ];
}

function ofEndpoint(whose: string, name: string): Place[] {
  return [
    log(`the group of ${whose} log`, STAGING, `/aws/sagemaker/Endpoints/${name}:*`),
    log(`${whose} log`, STAGING, `/aws/sagemaker/Endpoints/${name}:log-stream:AllTraffic/i-0`),
  ];
}

function ofNetwork(whose: string, prefix: string): Place[] {
  return [
    log(`the group of ${whose} flow log`, SPOKE, `/aws/vpc/${prefix}--flow-logs:*`),
    log(`${whose} flow log`, SPOKE, `/aws/vpc/${prefix}--flow-logs:log-stream:eni-0123-all`),
  ];
}

/** Log groups, which permissions name `…:*`, and their streams. */
export const LOGS: readonly Place[] = [
  ...ofNotebook("Ada's", `mlops-lab--nb-${ADA}`),
  ...ofNotebook("Bob's", `mlops-lab--nb-${BOB}`),
  ...ofNotebook("lab-2's", `mlops-lab-2--nb-${OTHERS}`),
  ...ofNotebook("the lab's other", 'mlops-lab--other'),
  ...ofNotebook("somebody's", 'something-else'),
  ...ofNetwork("the network's", 'mlops-lab'),
  ...ofNetwork("lab-2's network's", 'mlops-lab-2'),
  log('the group of notebook logs', SPOKE, '/aws/sagemaker/NotebookInstances:*'),
  log('the log of a function of the Data Scientist account', SPOKE, '/aws/lambda/something-else:*'),
  ...[SPOKE, TOOLS].flatMap((account) => [
    log(
      account === SPOKE ? 'the group of training logs' : "the group of the pipeline's training logs",
      account,
      '/aws/sagemaker/TrainingJobs:*',
    ),
    log(another('SageMaker log', account), account, '/aws/sagemaker/ProcessingJobs:*'),
    log(another('log', account), account, 'something-else:*'),
  ]),
  log("the pipeline's training log", TOOLS, '/aws/sagemaker/TrainingJobs:log-stream:mlops-lab--01234567/algo-1'),
  log("lab-2's pipeline's training log", TOOLS, '/aws/sagemaker/TrainingJobs:log-stream:mlops-lab-2--0123/algo-1'),
  ...FUNCTIONS.flatMap((name) => [
    log(`${name}'s log`, TOOLS, `/aws/lambda/MLOps-BIA-${name}-lab:log-stream:2026`),
    log(`lab-2's ${name}'s log`, TOOLS, `/aws/lambda/MLOps-BIA-${name}-lab-2:log-stream:2026`),
  ]),
  ...ofEndpoint("non-production's", 'mlops-lab--nonprod'),
  ...ofEndpoint("production's", 'mlops-lab--production'),
  ...ofEndpoint("the lab's other endpoint's", 'mlops-lab--other'),
  ...ofEndpoint("lab-2's production's", 'mlops-lab-2--production'),
  ...ofEndpoint("somebody's endpoint's", 'something-else'),
];
