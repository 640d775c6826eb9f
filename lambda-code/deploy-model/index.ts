import { jobHandler } from '../job/job-handler.ts';
import { deployModel } from './deploy-model.ts';

export const handler = jobHandler(deployModel);
