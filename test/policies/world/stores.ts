import { ACCOUNT_NAMES, ADA, BOB, OTHERS, REGION, SPOKE, STAGING, STRANGE, TOOLS } from '../lab/site.ts';
import { another, anyOf, OF_THE_LAB, type Place } from './place.ts';

/** What lies in a bucket: name, then key. */
type Contents = Readonly<Record<string, string>>;

function bucketName(purpose: string, account: string, lab = 'lab'): string {
  return `mlops-${lab}--${purpose}-${account}-${REGION}`;
}

function bucket(name: string, id: string, account: string, contents: Contents): Place[] {
  const arn = `arn:aws:s3:::${id}`;
  const groups = (kind: string) => [
    anyOf(kind, account),
    ...(id.startsWith('mlops-lab--nb-') ? [`any notebook's ${kind}`] : []),
    ...(/^mlops-lab--(?!other)/.test(id) ? [`any ${kind} of the lab`] : []),
  ];
  const objects = Object.entries(contents).map(([what, key]): Place => ({
    name: what,
    among: groups('data'),
    kind: 'object',
    arn: `${arn}/${key}`,
    account,
  }));
  return [{ name, among: groups('bucket'), kind: 'bucket', arn, account }, ...objects];
}

const ofPeople: readonly Place[] = [
  ...bucket("Ada's bucket", bucketName(`nb-${ADA}`, SPOKE), SPOKE, { "Ada's data": 'data.csv' }),
  ...bucket("Bob's bucket", bucketName(`nb-${BOB}`, SPOKE), SPOKE, { "Bob's data": 'data.csv' }),
  ...bucket("lab-2's notebook bucket", bucketName(`nb-${OTHERS}`, SPOKE, 'lab-2'), SPOKE, {
    "lab-2's notebook data": 'data.csv',
  }),
];

const ofTools: readonly Place[] = [
  ...bucket('the asset bucket', bucketName('assets', TOOLS), TOOLS, {
    "the lab's notebooks": 'notebooks/0123456789ab/penguins.ipynb',
    "the product's template": 'products/0123456789ab.yaml',
    'stack templates': 'stack-templates/0123456789ab.yaml',
    'the course': 'courses/0123456789ab/course.json',
    'hold-out data': 'data/holdout-0123456789ab.csv',
    'code of functions': 'lambda-code/0123456789ab.zip',
  }),
  ...bucket('the submission bucket', bucketName('submissions', TOOLS), TOOLS, {
    'the submission': 'submissions/submission.zip',
    'another submission': 'submissions/other.zip',
    'what lies beside submissions': 'elsewhere/other.zip',
  }),
  ...bucket('the artifact bucket', bucketName('artifacts', TOOLS), TOOLS, {
    'training data': 'training/0123/train.csv',
    'trained models': 'models/0123/model.tar.gz',
    evaluations: 'evaluations/0123/report.json',
    "the pipeline's artifacts": 'mlops-lab/Submission/0123',
    'what lies beside artifacts': 'elsewhere/0123',
  }),
];

/** What S3 writes of accesses to the lab's buckets. */
const ofAccessLogs: readonly Place[] = [TOOLS, STAGING].flatMap((account) =>
  bucket(`the access log bucket of ${ACCOUNT_NAMES[account] ?? account}`, bucketName('access-logs', account), account, {
    [`access logs of ${ACCOUNT_NAMES[account] ?? account}`]: 'models/2026-11-23-20-00-00-0123',
  }),
);

const ofStaging: readonly Place[] = bucket('the model bucket', bucketName('models', STAGING), STAGING, {
  'models of non-production': 'nonprod/0123/model.tar.gz',
  'models of production': 'production/0123/model.tar.gz',
  'what lies beside models': 'elsewhere/0123',
});

const ofAnotherLab: readonly Place[] = [
  ...['assets', 'submissions', 'artifacts'].flatMap((purpose) =>
    bucket(`lab-2's ${purpose} bucket`, bucketName(purpose, TOOLS, 'lab-2'), TOOLS, {
      [`lab-2's ${purpose}`]: `${purpose === 'artifacts' ? 'models' : 'notebooks'}/0123`,
    }),
  ),
  ...bucket("lab-2's model bucket", bucketName('models', STAGING, 'lab-2'), STAGING, {
    "lab-2's models": 'production/0123/model.tar.gz',
  }),
];

const ofOthers: readonly Place[] = [TOOLS, SPOKE, STAGING].flatMap((account) => [
  ...bucket(another('bucket', account, OF_THE_LAB), bucketName('other', account), account, {
    [another('data', account, OF_THE_LAB)]: 'data.csv',
  }),
  ...bucket(another('bucket', account), `something-else-${account}`, account, {
    [another('data', account)]: 'data.csv',
  }),
]);

/** Buckets and what lies in them. */
export const STORES: readonly Place[] = [
  ...ofPeople,
  ...ofTools,
  ...ofStaging,
  ...ofAccessLogs,
  ...ofAnotherLab,
  ...ofOthers,
  ...bucket("a stranger's bucket", 'somebody-elses-data', STRANGE, { "a stranger's data": 'data.csv' }),
  {
    name: "Service Catalog's copy of a template",
    arn: 'arn:aws:s3:::sc-0123456789-us-east-1/template',
    account: '555555555555',
    kind: 'object',
    context: { 's3:ExistingObjectTag/servicecatalog:provisioning': 'true' },
  },
];
