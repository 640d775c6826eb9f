import type { AccountRole, LabSettings } from './accounts.ts';
import { namePrefix, resourcePrefix, stackName } from './names.ts';
import { STACK_IDS, STACKS } from './stacks.ts';

/** An action of IAM, and the ARN that it is about. */
export interface AskedPermission {
  readonly action: string;
  readonly resource: string;
}

/** Actions by the resource that a deployment carries them out on. */
type Asked = Readonly<Record<string, readonly string[]>>;

/**
 * What a deployment cannot do without in an account: one or two actions of each service, not the whole of
 * docs/permissions.md. What depends on conditions, such as whom a role may be passed to, is left out.
 */
export function operatorActions(lab: LabSettings, role: AccountRole): AskedPermission[] {
  const asked = { ...everywhere(lab, role), ...BY_ACCOUNT[role](lab) };
  return Object.entries(asked).flatMap(([resource, actions]) => actions.map((action) => ({ action, resource })));
}

/** A name as the lab gives them, whatever of: policies name what they allow by its prefix. */
const ANY = 'any';

function everywhere(lab: LabSettings, role: AccountRole): Asked {
  const { id } = lab.accounts[role];
  const [stack = ANY] = STACK_IDS.filter((each) => STACKS[each].account === role).map((each) =>
    stackName(STACKS[each], lab),
  );
  return {
    '*': ['cloudformation:DescribeStacks', 'kms:CreateKey'],
    [`arn:aws:cloudformation:${lab.region}:${id}:stack/${stack}/${ANY}`]: [
      'cloudformation:CreateStack',
      'cloudformation:CreateChangeSet',
      'cloudformation:DeleteStack',
    ],
    [`arn:aws:iam::${id}:role/${resourcePrefix(lab)}${ANY}`]: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRole'],
  };
}

const BY_ACCOUNT: Readonly<Record<AccountRole, (lab: LabSettings) => Asked>> = {
  tools: (lab) => {
    const { region, accounts } = lab;
    const place = `${region}:${accounts.tools.id}`;
    return {
      [`arn:aws:s3:::${resourcePrefix(lab)}${ANY}`]: ['s3:CreateBucket'],
      [`arn:aws:s3:::${resourcePrefix(lab)}${ANY}/${ANY}`]: ['s3:PutObject'],
      [`arn:aws:lambda:${place}:function:MLOps-BIA-${ANY}-${lab.name}`]: ['lambda:CreateFunction'],
      [`arn:aws:codepipeline:${place}:${namePrefix(lab)}`]: ['codepipeline:CreatePipeline'],
      [`arn:aws:events:${place}:rule/${resourcePrefix(lab)}${ANY}`]: ['events:PutRule'],
      [`arn:aws:sns:${place}:${resourcePrefix(lab)}${ANY}`]: ['sns:CreateTopic'],
      [`arn:aws:sagemaker:${place}:model-package-group/${namePrefix(lab)}`]: ['sagemaker:CreateModelPackageGroup'],
      [`arn:aws:catalog:${place}:portfolio/${ANY}`]: [
        'servicecatalog:CreatePortfolio',
        'servicecatalog:CreatePortfolioShare',
      ],
      [`arn:aws:catalog:${place}:product/${ANY}`]: ['servicecatalog:CreateProduct'],
    };
  },
  datascience: (lab) => {
    const { region, accounts } = lab;
    const place = `${region}:${accounts.datascience.id}`;
    return {
      [`arn:aws:ec2:${place}:vpc/${ANY}`]: ['ec2:CreateVpc', 'ec2:CreateSubnet', 'ec2:CreateVpcEndpoint'],
      [`arn:aws:catalog:${place}:portfolio/${ANY}`]: [
        'servicecatalog:AcceptPortfolioShare',
        'servicecatalog:CreatePortfolio',
      ],
      [`arn:aws:ssm:${place}:parameter/mlops/${lab.name}/${ANY}`]: ['ssm:PutParameter'],
    };
  },
  staging: (lab) => ({ [`arn:aws:s3:::${resourcePrefix(lab)}${ANY}`]: ['s3:CreateBucket'] }),
};
