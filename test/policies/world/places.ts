import { KEYS } from './keys.ts';
import { LOGS } from './logs.ts';
import { MACHINE_LEARNING } from './machine-learning.ts';
import { OTHER_PLACES } from './other-places.ts';
import { SAGEMAKER_KINDS, type Kind, type Place } from './place.ts';
import { ROLES } from './roles.ts';
import { STORES } from './stores.ts';

const PLACES: readonly Place[] = [...STORES, ...KEYS, ...MACHINE_LEARNING, ...ROLES, ...LOGS, ...OTHER_PLACES];

/** On what kinds of things an action is tried; the first that fits counts. See the service authorization reference. */
const TRIED_ON: readonly (readonly [actions: RegExp, kinds: readonly Kind[]])[] = [
  [/^s3:.*(Object|AbortMultipartUpload)/, ['object']],
  [/^s3:/, ['bucket']],
  [/^kms:/, ['key']],
  [/^sts:Get/, ['nothing']],
  [/^(iam|sts):/, ['role']],
  [/^ec2:Describe/, ['nothing']],
  [/^ec2:/, ['interface']],
  [/^logs:\w+LogGroup|^logs:DescribeLogStreams$/, ['log-group']],
  [/^logs:CreateLogStream$/, ['log-group', 'log-stream']],
  [/^logs:/, ['log-stream']],
  [/^ecr:GetAuthorizationToken$/, ['nothing']],
  [/^ecr:/, ['image']],
  [/^sns:/, ['topic']],
  [/^ssm:/, ['parameter']],
  [/^lambda:ListFunctions$/, ['nothing']],
  [/^lambda:/, ['function']],
  [/^codepipeline:PutJob/, ['nothing']],
  [/^codepipeline:/, ['pipeline']],
  [/^cloudformation:(GetTemplateSummary|ListStacks|ValidateTemplate)$/, ['nothing']],
  [/^cloudformation:/, ['stack']],
  [/^cloudwatch:PutMetricData$/, ['nothing']],
  [/^cloudwatch:/, ['alarm']],
  [/^servicecatalog:(ImportAsProvisionedProduct|ProvisionProduct)$/, ['product']],
  [/^sagemaker:(Add|Delete|List)Tags$/, SAGEMAKER_KINDS],
  [/^sagemaker:\w+LifecycleConfig$/, ['notebook-instance-lifecycle-config']],
  [/^sagemaker:\w+NotebookInstance(Url)?$/, ['notebook-instance']],
  [/^sagemaker:\w+TrainingJob$/, ['training-job']],
  [/^sagemaker:(Create|Update)Endpoint$/, ['endpoint', 'endpoint-config']],
  [/^sagemaker:(Delete|Describe|Invoke)Endpoint$|^sagemaker:UpdateEndpointWeights/, ['endpoint']],
  [/^sagemaker:(Create|Delete|Describe)EndpointConfig$/, ['endpoint-config']],
  [/^sagemaker:\w+Model$/, ['model']],
  [/^sagemaker:(\w+ModelPackages?|\w+ModelPackageGroup\w*)$/, ['model-package', 'model-package-group']],
];

const found = new Map<string, readonly Place[]>();

export function placesFor(action: string): readonly Place[] {
  const known = found.get(action);
  if (known) return known;
  const kinds = TRIED_ON.find(([actions]) => actions.test(action))?.[1] ?? ['nothing'];
  const places = PLACES.filter(({ kind }) => kinds.includes(kind));
  found.set(action, places);
  return places;
}
