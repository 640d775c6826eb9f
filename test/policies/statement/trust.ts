import { EVERYTHING } from '../world/named.ts';
import { may, type Rule } from './rule.ts';

const SPOKE = 'whoever is of the Data Scientist account';
const AS_IT_IS = ['as it is', 'with the external id', "with lab-2's external id"];

function service(who: string, on: string | readonly string[], why: string): Rule {
  return may(who, { what: 'sts:AssumeRole', on, how: EVERYTHING, why });
}

/** Whom the lab's roles let in. */
export const TRUST: readonly Rule[] = [
  may(
    [
      'Ada with every right',
      'the IAM user ada of the Data Scientist account',
      'a visitor called ada of the Data Scientist account',
    ],
    {
      what: 'sts:AssumeRole',
      on: 'the DataScientist role',
      how: 'as ada',
      why: 'a session’s name is who somebody is; nobody takes another’s',
    },
  ),
  may('Bob with every right', {
    what: 'sts:AssumeRole',
    on: 'the DataScientist role',
    how: ['as bob', 'as bob by the source identity ada'],
    why: 'Bob’s session is called bob already, whatever source identity it is given',
  }),
  may(
    [
      'the launch role with every right',
      "lab-2's notebook with every right",
      'another role of the lab in the Data Scientist account',
      'an administrator of the Data Scientist account',
    ],
    {
      what: 'sts:AssumeRole',
      on: 'the DataScientist role',
      how: AS_IT_IS,
      why: 'under the name that their session has, whom the account’s policies let',
    },
  ),
  may(SPOKE, {
    what: 'sts:AssumeRole',
    on: 'the DataScientist role',
    how: 'as bob by source identity',
    why: 'who may set source identities by a policy of their own is an administrator, and leaves a trace by it',
  }),
  may(SPOKE, {
    what: 'sts:SetSourceIdentity',
    on: 'the DataScientist role',
    why: 'it takes a policy of one’s own, which only administrators have',
  }),
  may(
    [
      'Ada with every right',
      'Bob with every right',
      "Ada's notebook with every right",
      "Bob's notebook with every right",
    ],
    {
      what: 'sts:AssumeRole',
      on: 'the observer role',
      how: EVERYTHING,
      why: 'data scientists and their notebooks, and no other role of the account',
    },
  ),
  may(
    [
      'Ada with every right',
      'Bob with every right',
      "Ada's notebook with every right",
      "Bob's notebook with every right",
    ],
    {
      what: 'sts:SetSourceIdentity',
      on: 'the observer role',
      why: 'a source identity goes along with whoever has one',
    },
  ),
  may('DeployModel with every right', {
    what: 'sts:AssumeRole',
    on: 'the deploy role',
    how: 'with the external id',
    why: 'this lab’s functions, if they name its external id; no administrator and no other lab',
  }),
  service(
    "CodePipeline for the lab's pipeline",
    "the pipeline's role",
    'this lab’s pipeline and no other, so that nobody runs a pipeline of their own with it',
  ),
  service('VPC flow logs', "the flow logs' role", 'flow logs of this account and region, where they are wanted'),
  service("EventBridge for the lab's start rule", "the start rule's role", 'this rule and no other'),
  service('Service Catalog for the Data Scientist account', 'the launch role', 'launches of this account alone'),
  service(
    'Lambda for anybody',
    ["TrainModel's role", "GetStatus's role", "DeployModel's role", "EvaluateModel's role"],
    'Lambda tells roles nothing that a condition could go by; a function gets a role of its own account only',
  ),
  service("SageMaker for the pipeline's training job", 'the training role', 'jobs under this lab’s name'),
  service(
    'SageMaker for the Staging account',
    ["non-production's role", "production's role"],
    'endpoints of this account',
  ),
  service(
    'SageMaker for anybody',
    ["Ada's notebook role", "Bob's notebook role"],
    'notebooks tell roles nothing that a condition could go by; a notebook gets a role of its own account only',
  ),
];
