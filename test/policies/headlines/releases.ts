import { EVERYTHING } from '../world/named.ts';
import { refused, trying, type Theme } from './headline.ts';

const CHANGES = 'sagemaker:DeleteEndpoint DeleteEndpointConfig DeleteModel InvokeEndpoint UpdateEndpoint';

export const RELEASES: Theme = {
  title: 'Releases stay where they belong',
  headlines: [
    refused(
      'The pipeline changes no endpoint of another lab or of other people in the same account.',
      trying('the deploy role', {
        what: CHANGES,
        on: [
          "lab-2's endpoints and configurations",
          "lab-2's models",
          "somebody's endpoints and configurations",
          "somebody's models",
        ],
      }),
    ),
    refused(
      'A lab of the same name with another Tools account is told apart by its mark: nothing of it is changed, used or marked anew.',
      trying('the deploy role', {
        what: `${CHANGES} AddTags`,
        on: ["a namesake's endpoints and configurations", "a namesake's models"],
        how: ['as usual', 'another tag'],
      }),
      trying('the deploy role', {
        what: 'sagemaker:CreateEndpoint',
        on: "a namesake's endpoints and configurations",
        how: "marked as the lab's",
      }),
    ),
    refused(
      'Nobody deploys past the pipeline, neither another lab’s pipeline nor an administrator of the Tools account.',
      trying(["lab-2's DeployModel with AdministratorAccess", 'an administrator of the Tools account'], {
        what: 'sts:AssumeRole',
        on: 'the deploy role',
        how: EVERYTHING,
      }),
      trying('DeployModel', {
        what: 'sts:AssumeRole',
        on: 'the deploy role',
        how: ['as it is', "with lab-2's external id"],
      }),
    ),
    refused(
      'A model in non-production, which nobody has judged yet, reaches neither production’s models nor its log.',
      trying('the non-production endpoint', { what: 's3:GetObject PutObject', on: 'models of production' }),
      trying('the non-production endpoint', {
        what: 's3:ListBucket',
        on: 'the model bucket',
        how: ['all of it', 'below production/'],
      }),
      trying('the non-production endpoint', {
        what: 'logs:GetLogEvents PutLogEvents',
        on: "production's log",
      }),
    ),
    refused(
      'A function writes its own log, and covers no other’s tracks.',
      trying('DeployModel', {
        what: 'logs:DeleteLogStream PutLogEvents',
        on: ["EvaluateModel's log", "lab-2's DeployModel's log"],
      }),
    ),
  ],
};
