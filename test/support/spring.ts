import { LAB } from './rehearsal.ts';

/** A lab of another name and region than the usual one, in accounts whose ids tell them apart. */
export const SPRING = {
  ...LAB,
  name: 'spring',
  region: 'eu-west-1',
  accounts: {
    tools: { ...LAB.accounts.tools, id: '111111111111' },
    datascience: { ...LAB.accounts.datascience, id: '222222222222' },
    staging: { ...LAB.accounts.staging, id: '333333333333' },
  },
};
