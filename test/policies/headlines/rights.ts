import { EVERYTHING } from '../world/named.ts';
import { refused, trying, type Theme } from './headline.ts';

const ADA = ['Ada', 'Ada with AdministratorAccess'];

export const NO_MORE_RIGHTS: Theme = {
  title: 'Nobody gets more rights than the lab gave',
  headlines: [
    refused(
      'No data scientist makes administrators, not even with AdministratorAccess.',
      trying(ADA, {
        what: 'iam:AttachRolePolicy CreateRole PutRolePolicy UpdateAssumeRolePolicy',
        on: 'any role of the Data Scientist account',
        how: EVERYTHING,
      }),
    ),
    refused(
      'Notebooks come from the catalogue alone, so that each is private and without root.',
      trying(ADA, {
        what: 'sagemaker:CreateNotebookInstance UpdateNotebookInstance UpdateNotebookInstanceLifecycleConfig',
        on: EVERYTHING,
        how: EVERYTHING,
      }),
      trying('the launch role', {
        what: 'sagemaker:CreateNotebookInstance',
        on: 'any notebook of the lab',
        how: ['with root', 'with internet'],
      }),
    ),
    refused(
      'No product template gives a notebook rights beyond the boundary, or another boundary.',
      trying('the launch role', {
        what: 'iam:CreateRole PutRolePermissionsBoundary PutRolePolicy',
        on: "any notebook's role",
        how: ['without a boundary', 'within another boundary', 'within another boundary of the lab'],
      }),
    ),
    refused(
      'Nothing is run with a role that was not made for it.',
      trying(["Ada's notebook", "Ada's notebook with AdministratorAccess", 'the launch role'], {
        what: 'iam:PassRole',
        on: ['the DataScientist role', 'the launch role', 'another role of the Data Scientist account'],
      }),
      trying('TrainModel', { what: 'iam:PassRole', on: ["TrainModel's role", 'another role of the Tools account'] }),
      trying('the deploy role', {
        what: 'iam:PassRole',
        on: ['the deploy role', 'another role of the Staging account'],
      }),
    ),
  ],
};
