import { refused, trying, type Theme } from './headline.ts';

const ADA = ['Ada', 'Ada with AdministratorAccess'];
const ADA_AND_HER_NOTEBOOK = [...ADA, "Ada's notebook", "Ada's notebook with AdministratorAccess"];

export const JUDGED_BY_OTHERS: Theme = {
  title: 'What is handed in is judged by others',
  headlines: [
    refused(
      'Nobody who hands in models sees the data by which they are judged, nor does what trains them.',
      trying([...ADA_AND_HER_NOTEBOOK, "the pipeline's training job", 'an observer'], {
        what: 's3:GetObject',
        on: 'hold-out data',
      }),
    ),
    refused(
      'Nobody reads what others handed in.',
      trying(ADA_AND_HER_NOTEBOOK, { what: 's3:GetObject', on: ['the submission', 'another submission'] }),
    ),
    refused(
      'Who hands in a model does not release it, not even with AdministratorAccess.',
      trying(ADA, { what: 'codepipeline:PutApprovalResult', on: "the lab's pipeline" }),
      trying(ADA, {
        what: 'sagemaker:CreateModelPackage UpdateModelPackage',
        on: 'the registry and its models',
      }),
      trying(['an observer', "Ada's notebook"], {
        what: 'codepipeline:PutApprovalResult',
        on: "the lab's pipeline",
      }),
    ),
    refused(
      'Nobody but the pipeline’s functions reaches Staging, even who knows the external id.',
      trying(ADA_AND_HER_NOTEBOOK, {
        what: 'sts:AssumeRole',
        on: ['the deploy role', "EvaluateModel's role"],
        how: ['as it is', 'with the external id'],
      }),
    ),
    refused(
      'The function that reads what strangers hand in neither sees how that is judged nor deploys.',
      trying('TrainModel', { what: 's3:GetObject', on: ['hold-out data', 'evaluations', 'trained models'] }),
      trying('TrainModel', { what: 'sts:AssumeRole', on: 'the deploy role', how: 'with the external id' }),
    ),
  ],
};
