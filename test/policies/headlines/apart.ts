import { EVERYTHING } from '../world/named.ts';
import { refused, trying, type Theme } from './headline.ts';

export const KEPT_APART: Theme = {
  title: 'Data scientists are kept apart',
  headlines: [
    refused(
      'Nobody opens, starts or stops another’s notebook: who is in it works with its role and its data.',
      trying('Ada', {
        what: 'sagemaker:CreatePresignedNotebookInstanceUrl StartNotebookInstance StopNotebookInstance',
        on: ["Bob's notebook", "lab-2's notebook"],
      }),
    ),
    refused(
      'Nobody reads, changes or deletes what lies in another’s bucket, whatever the role `DataScientist` is given one day.',
      trying(['Ada', 'Ada with AdministratorAccess'], {
        what: 's3:DeleteObjectVersion GetObject PutObject',
        on: "Bob's data",
      }),
      trying("Ada's notebook", {
        what: 's3:DeleteObject GetObject PutObject',
        on: ["Bob's data", "lab-2's notebook data"],
      }),
    ),
    refused(
      'No notebook stops, deletes or asks what another made.',
      trying("Ada's notebook", {
        what: 'sagemaker:DeleteEndpoint DeleteModel InvokeEndpoint StopTrainingJob',
        on: ["Bob's jobs, models and endpoints", "lab-2's jobs, models and endpoints"],
      }),
    ),
    refused(
      'No notebook reads or writes another’s logs, which hold what was printed.',
      trying("Ada's notebook", { what: 'logs:GetLogEvents PutLogEvents', on: ["Bob's logs", "lab-2's logs"] }),
    ),
    refused(
      'Who launches a notebook in somebody else’s name cannot take it over later.',
      trying('the launch role', {
        what: 'sagemaker:AddTags iam:TagRole',
        on: ["Ada's notebook", "Ada's notebook role"],
        how: 'bob as its owner',
      }),
    ),
    refused(
      'A stranger who goes by the name of ada is not Ada.',
      trying('a stranger', {
        what: 'sts:AssumeRole',
        on: ['the DataScientist role', 'the observer role', "Ada's notebook role"],
        how: EVERYTHING,
      }),
    ),
  ],
};
