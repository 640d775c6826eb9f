import { EVERYTHING } from '../world/named.ts';
import { refused, trying, type Theme } from './headline.ts';

const ADAS_NOTEBOOK = ["Ada's notebook", "Ada's notebook with AdministratorAccess"];
const ADMINISTRATORS = ['Tools', 'Data Scientist', 'Staging'].map((name) => `an administrator of the ${name} account`);

export const DATA_STAYS: Theme = {
  title: 'Data leaves only where the lab lets it',
  headlines: [
    refused(
      'Nothing is carried out of the network with keys of another account, nor to buckets of another.',
      trying("a stranger's keys in Ada's notebook", {
        what: 's3:GetObject PutObject',
        on: ["a stranger's data", "Ada's data"],
      }),
      trying(ADAS_NOTEBOOK, {
        what: 's3:PutObject',
        on: ["a stranger's data", 'other data of the Staging account'],
      }),
    ),
    refused(
      'No job and no model runs outside the network, from where it could send its data anywhere.',
      trying([...ADAS_NOTEBOOK, 'Ada with AdministratorAccess'], {
        what: 'sagemaker:CreateModel CreateTrainingJob',
        on: "Ada's jobs, models and endpoints",
        how: 'in no network',
      }),
      trying(["Ada's notebook with AdministratorAccess", 'Ada with AdministratorAccess'], {
        what: 'sagemaker:CreateAutoMLJobV2 CreateHyperParameterTuningJob CreateProcessingJob',
        on: EVERYTHING,
        how: 'in no network',
      }),
    ),
    refused(
      'Nothing is read or written in clear text, not even by administrators.',
      trying(ADMINISTRATORS, {
        what: 's3:GetObject ListBucket PutObject',
        on: ['any bucket of the lab', 'any data of the lab'],
        how: 'without TLS',
      }),
    ),
    refused(
      'An administrator of one account is none of another.',
      trying(['an administrator of the Data Scientist account', 'an administrator of the Staging account'], {
        what: 's3:GetObject kms:Decrypt',
        on: ['hold-out data', 'the submission', 'trained models', "the lab's key"],
      }),
      trying(['an administrator of the Tools account', 'an administrator of the Data Scientist account'], {
        what: 's3:GetObject kms:Decrypt',
        on: ['models of production', 'the model key'],
      }),
    ),
    refused(
      'No stranger reaches anything.',
      trying('a stranger', {
        what: EVERYTHING,
        on: ['any bucket of the lab', 'any data of the lab', 'any key of the lab', 'any role of the lab'],
        how: EVERYTHING,
      }),
    ),
  ],
};
