import { ADA, REGION, RENDERED, SPOKE, STAGING, TOOLS } from '../lab/site.ts';
import { FUNCTIONS } from './functions.ts';
import { regional, type Place } from './place.ts';

function ofLab(lab: string): Place[] {
  const whose = lab === 'lab' ? "the lab's" : `${lab}'s`;
  return [
    regional('codepipeline', TOOLS, 'pipeline', [`${whose} pipeline`, `mlops-${lab}`]),
    regional('sns', TOOLS, 'topic', [`${whose} topic`, `mlops-${lab}--notifications`]),
    regional('ssm', SPOKE, 'parameter', [`${whose} parameters`, `parameter/mlops/${lab}/vpc-id`]),
    regional('cloudwatch', STAGING, 'alarm', [`${whose} error alarm`, `alarm:mlops-${lab}--production-errors`]),
    regional('cloudwatch', STAGING, 'alarm', [`${whose} latency alarm`, `alarm:mlops-${lab}--production-latency`]),
    ...FUNCTIONS.map((name) =>
      regional('lambda', TOOLS, 'function', [`${whose} ${name}`, `function:MLOps-BIA-${name}-${lab}`]),
    ),
  ];
}

/** Rendered templates call by its logical id what they give no name. */
const NETWORK: readonly Place[] = [
  regional('ec2', SPOKE, 'interface', ['a subnet', 'subnet/subnet-0123']),
  regional('ec2', SPOKE, 'interface', ['a network interface', 'network-interface/eni-0123']),
  regional('ec2', SPOKE, 'interface', ["the notebooks' security group", 'security-group/notebooksecuritygroup']),
  regional('ec2', SPOKE, 'interface', ['another security group', 'security-group/sg-0123']),
  regional('ec2', SPOKE, 'interface', ['a volume', 'volume/vol-0123']),
];

const CATALOG = `arn:aws:catalog:${REGION}:${TOOLS}`;
const IMAGES = '683313688378';

export const OTHER_PLACES: readonly Place[] = [
  ...ofLab('lab'),
  ...ofLab('lab-2'),
  ...NETWORK,
  regional('codepipeline', TOOLS, 'pipeline', ['another pipeline', 'something-else']),
  regional('sns', TOOLS, 'topic', ["the lab's other topic", 'mlops-lab--other']),
  regional('sns', TOOLS, 'topic', ['another topic', 'something-else']),
  regional('lambda', TOOLS, 'function', ['another function', 'function:something-else']),
  regional('ssm', SPOKE, 'parameter', ['another parameter', 'parameter/something/else']),
  regional('cloudwatch', STAGING, 'alarm', ["the lab's other alarm", 'alarm:mlops-lab--other']),
  regional('cloudwatch', STAGING, 'alarm', ['another alarm', 'alarm:something-else']),
  regional('cloudformation', SPOKE, 'stack', ["a notebook's stack", `stack/SC-${SPOKE}-pp-0123/${ADA}`]),
  regional('cloudformation', SPOKE, 'stack', ['a stack of the lab', 'stack/LabDSAccountSCSetup/0123']),
  {
    name: 'the product',
    kind: 'product',
    account: TOOLS,
    arn: `${CATALOG}:product/${RENDERED.outputs['SagemakerProductID'] ?? ''}`,
  },
  { name: 'another product', kind: 'product', account: TOOLS, arn: `${CATALOG}:product/prod-another` },
  regional('ecr', IMAGES, 'image', ['the built-in image', 'repository/sagemaker-xgboost']),
  regional('ecr', IMAGES, 'image', ['another image', 'repository/something-else']),
  /** For what knows no resources, such as a list. */
  { name: 'no resource', kind: 'nothing', arn: '*', account: '' },
];
