import { mlopsLab, type Step } from '../steps.ts';

export const DEPLOY_PIPELINE: readonly Step[] = [
  { say: 'deploy the pipeline', command: mlopsLab('pipeline') },
  { say: 'or the whole lab', command: mlopsLab('init') },
];

/** What is left where nothing can be mended. */
export const ANEW: readonly Step[] = [
  { say: 'tear the lab down, with what cannot be read any more', command: mlopsLab('teardown') },
  { say: 'then make it anew', command: mlopsLab('init') },
];
