import { ACCOUNT_NAMES, REGION, SPOKE, STAGING, STRANGE, TOOLS } from '../lab/site.ts';
import { service, type Actor } from './actor.ts';

/** A service for the sake of something, and what it tells of that (`aws:SourceArn`, `aws:SourceAccount`). */
function acting(name: string, sake: string, account: string, resource?: string): Actor {
  const title = TITLES[name] ?? name;
  const sourceArn = resource && `arn:aws:${name}:${REGION}:${account}:${resource}`;
  return {
    name: `${title} for ${sake}`,
    among: [`${title} for anybody`],
    principal: service(name, account, sourceArn),
    side: 'place',
    besides: 'nothing',
    ...(!sourceArn && { context: { 'aws:SourceAccount': account } }),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  codepipeline: 'CodePipeline',
  events: 'EventBridge',
  lambda: 'Lambda',
  sagemaker: 'SageMaker',
  servicecatalog: 'Service Catalog',
};

/** AWS's services, for this lab's sake, another one's and a stranger's. */
export const SERVICES: readonly Actor[] = [
  ...[TOOLS, SPOKE, STAGING, STRANGE].flatMap((account) =>
    ['lambda', 'sagemaker', 'servicecatalog'].map((name) => acting(name, ACCOUNT_NAMES[account] ?? '', account)),
  ),
  acting('codepipeline', "the lab's pipeline", TOOLS, 'mlops-lab'),
  acting('codepipeline', "lab-2's pipeline", TOOLS, 'mlops-lab-2'),
  acting('codepipeline', "a stranger's pipeline", STRANGE, 'mlops-lab'),
  acting('events', "the lab's start rule", TOOLS, 'rule/mlops-lab--start'),
  acting('events', 'another rule of the lab', TOOLS, 'rule/mlops-lab--failures'),
  acting('events', "a stranger's rule", STRANGE, 'rule/mlops-lab--start'),
  acting('sagemaker', "the pipeline's training job", TOOLS, 'training-job/mlops-lab--01234567'),
  acting('sagemaker', "lab-2's training job", TOOLS, 'training-job/mlops-lab-2--01234567'),
  acting('sagemaker', "a stranger's training job", STRANGE, 'training-job/mlops-lab--01234567'),
];
