import { ACCOUNT_NAMES, ADA, BOB, MARK, MARK_OF_NAMESAKE, OTHERS, SPOKE, STAGING, TOOLS } from '../lab/site.ts';
import { ownedBy } from './owners.ts';
import { regional, SAGEMAKER_KINDS, type Context, type Place } from './place.ts';

/** Places of SageMaker: their names, and what comes behind the account in their ARNs. */
function places(
  account: string,
  ids: Readonly<Record<string, string>>,
  groups: readonly string[] = [],
  context: Context = {},
): Place[] {
  return Object.entries(ids).map(([name, id]) => {
    const kind = SAGEMAKER_KINDS.find((each) => id.startsWith(`${each}/`)) ?? 'nothing';
    const among = [...groups, `anything of SageMaker in ${ACCOUNT_NAMES[account] ?? account}`];
    return { ...regional('sagemaker', account, kind, [name, id]), among, context };
  });
}

function marked(mark: string): Context {
  return { 'aws:ResourceTag/mlops-lab:deployment': mark };
}

/** What a notebook makes. */
function workOf(whose: string, name: string): Place[] {
  const ids = {
    [`${whose} training job`]: `training-job/${name}-20260105`,
    [`${whose} model`]: `model/${name}-20260105`,
    [`${whose} endpoint`]: `endpoint/${name}-20260105`,
    [`${whose} configuration`]: `endpoint-config/${name}-20260105`,
  };
  return places(SPOKE, ids, [`${whose} jobs, models and endpoints`]);
}

function notebookOf(whose: string, name: string, context: Context = {}): Place[] {
  const isOfLab = name.startsWith('mlops-lab--nb-');
  return [
    ...places(
      SPOKE,
      { [`${whose} notebook`]: `notebook-instance/${name}` },
      isOfLab ? ['any notebook of the lab'] : [],
      context,
    ),
    ...places(
      SPOKE,
      { [`${whose} lifecycle configuration`]: `notebook-instance-lifecycle-config/${name}` },
      isOfLab ? ["any notebook's lifecycle configuration"] : [],
    ),
  ];
}

/** Notebooks of names that are none of the lab's bear Ada's tag all the same, so that it is the names that keep them apart. */
const ofDataScience: readonly Place[] = [
  ...workOf("Ada's", `mlops-lab--nb-${ADA}`),
  ...notebookOf("Ada's", `mlops-lab--nb-${ADA}`, ownedBy('ada')),
  ...workOf("Bob's", `mlops-lab--nb-${BOB}`),
  ...notebookOf("Bob's", `mlops-lab--nb-${BOB}`, ownedBy('bob')),
  ...workOf("lab-2's", `mlops-lab-2--nb-${OTHERS}`),
  ...notebookOf("lab-2's", `mlops-lab-2--nb-${OTHERS}`, ownedBy('ada')),
  ...workOf("the lab's other", 'mlops-lab--other'),
  ...notebookOf("the lab's other", 'mlops-lab--other', ownedBy('ada')),
  ...notebookOf("nobody's", 'mlops-lab--nb-00000000'),
  ...workOf("somebody's", 'something-else'),
  ...notebookOf("somebody's", 'something-else', ownedBy('ada')),
];

/** What is released to an environment. */
function released(whose: string, prefix: string, context: Context = {}): Place[] {
  return ['nonprod', 'production'].flatMap((environment) => {
    const served = {
      [`${whose} ${environment} endpoint`]: `endpoint/${prefix}${environment}`,
      [`${whose} ${environment} configuration`]: `endpoint-config/${prefix}${environment}-0123456789ab`,
    };
    const models = { [`${whose} ${environment} model`]: `model/${prefix}${environment}-0123456789ab` };
    return [
      ...places(STAGING, served, [`${whose} endpoints and configurations`], context),
      ...places(STAGING, models, [`${whose} models`], context),
    ];
  });
}

const ofStaging: readonly Place[] = [
  ...released("the lab's", 'mlops-lab--', marked(MARK)),
  ...released("the lab's future", 'mlops-lab--'),
  ...released("a namesake's", 'mlops-lab--', marked(MARK_OF_NAMESAKE)),
  ...released("lab-2's", 'mlops-lab-2--', marked(MARK.replace('lab', 'lab-2'))),
  ...released("somebody's", 'something-else-'),
];

const ofTools: readonly Place[] = [
  ...places(TOOLS, {
    "the pipeline's training job": 'training-job/mlops-lab--01234567',
    "lab-2's pipeline's training job": 'training-job/mlops-lab-2--01234567',
    'another training job of the Tools account': 'training-job/something-else',
  }),
  ...places(
    TOOLS,
    { 'the registry': 'model-package-group/mlops-lab', 'registered models': 'model-package/mlops-lab/1' },
    ['the registry and its models', 'any model package of the Tools account'],
  ),
  ...places(
    TOOLS,
    {
      "lab-2's registry": 'model-package-group/mlops-lab-2',
      "lab-2's registered models": 'model-package/mlops-lab-2/1',
    },
    ['any model package of the Tools account'],
  ),
];

export const MACHINE_LEARNING: readonly Place[] = [...ofDataScience, ...ofStaging, ...ofTools];
