import { BOUNDARY } from './boundary.ts';
import { DATA_SCIENTIST, DATA_SCIENTIST_WITH_EVERYTHING } from './data-scientist.ts';
import { FLOW_LOGS } from './flow-logs.ts';
import { FUNCTIONS } from './functions.ts';
import { LAUNCH_ROLE } from './launch-role.ts';
import { NETWORK } from './network.ts';
import { NOTEBOOK } from './notebook.ts';
import { PIPELINE } from './pipeline.ts';
import type { Rule } from './rule.ts';
import { STAGING_ACCOUNT } from './staging.ts';
import { THINGS } from './things.ts';
import { TRUST } from './trust.ts';
import { TRUSTED_PRINCIPAL } from './trusted-principal.ts';

/** Rules that a reader takes in together. */
export interface Chapter {
  readonly title: string;
  readonly about: string;
  readonly rules: readonly Rule[];
  /** Whether the page shows one table, where who comes in matters less than what is there. */
  readonly layout?: 'a table';
}

/** Who may do what. Whatever no line speaks of is refused, and that is tried as well. */
export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Data scientists',
    about: 'Ada stands for anybody in the role `DataScientist`. What she does with Bob’s things, Bob may do with hers.',
    rules: [...DATA_SCIENTIST, ...DATA_SCIENTIST_WITH_EVERYTHING],
  },
  {
    title: 'Notebooks and their jobs',
    about:
      'What runs in a notebook is written by its owner, so it is held by two policies: its role’s, and a boundary.',
    rules: [...NOTEBOOK, ...BOUNDARY],
  },
  {
    title: 'Launching notebooks',
    about: 'Service Catalog carries out the product’s template with one role, whoever launches.',
    rules: LAUNCH_ROLE,
  },
  {
    title: 'The pipeline',
    about: 'From a submission to a trained model, in the Tools account, and who may watch.',
    rules: PIPELINE,
  },
  { title: 'The functions of the pipeline', about: 'Each has a role of its own.', rules: FUNCTIONS },
  {
    title: 'Staging',
    about: 'One role deploys, and each environment has a role of its own to serve with.',
    rules: STAGING_ACCOUNT,
  },
  {
    title: 'What buckets, keys and the topic let in',
    about: 'Whoever comes here has every right of their own, so that nothing but the policy of the thing decides.',
    rules: THINGS,
    layout: 'a table',
  },
  {
    title: 'Whom roles let in',
    about:
      'Again with every right of one’s own. AWS’s services act for the sake of something, as far as they tell of it.',
    rules: TRUST,
    layout: 'a table',
  },
  { title: 'Flow logs', about: 'One role writes them, where they are wanted.', rules: FLOW_LOGS },
  {
    title: 'What the network lets through',
    about:
      'The notebooks’ network has no way out but its endpoints. Whoever calls through them has every right of their own.',
    rules: NETWORK,
    layout: 'a table',
  },
];

/** The same for a lab where nobody but visitors is to become a data scientist. */
export const FOR_VISITORS: readonly Chapter[] = [
  {
    title: 'Whom the role `DataScientist` lets in where it names somebody',
    about:
      'The parameter `DataScientistTrustedPrincipal` may name a role or a user. Here it names the role of visitors.',
    rules: TRUSTED_PRINCIPAL,
    layout: 'a table',
  },
];
