import { jobHandler } from '../job/job-handler.ts';
import { getStatus } from './get-status.ts';

export const handler = jobHandler(getStatus);
