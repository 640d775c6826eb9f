import { jobHandler } from '../job/job-handler.ts';
import { trainModel } from './train-model.ts';

export const handler = jobHandler(trainModel);
