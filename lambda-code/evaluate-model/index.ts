import { jobHandler } from '../job/job-handler.ts';
import { evaluateModel } from './evaluate-model.ts';

export const handler = jobHandler(evaluateModel);
