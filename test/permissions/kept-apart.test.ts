import type { UpdateProvisionedProductOutput } from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';
import { LAB } from '../support/rehearsal.ts';
import { gone, loosen, onEverything, withoutCondition, type Loosening, type Place } from './loosened.ts';
import { operatorOf, type Person } from './people.ts';
import { causes, ended, launch, SAME_OWNER, type Stage } from './stage.ts';
import {
  NAMES,
  SCIENTIST_ROLE,
  settle,
  twoScientists,
  type Belongings,
  type Colleague,
  type Name,
  type TwoScientists,
} from './two-scientists.ts';

const { id: ACCOUNT } = LAB.accounts.datascience;
const LAUNCH_ROLE = `arn:aws:iam::${ACCOUNT}:role/mlops-lab--launch-us-east-1`;

/** Something that is somebody's own business. */
interface Business {
  readonly what: string;
  /** As whom a colleague tries it, and its owner does it. */
  readonly by: 'scientist' | 'notebook';
  /** The permission that is refused. */
  readonly action: string;
  readonly call: readonly [service: string, operation: string];
  /** What is asked for where it is about things of `own`; `trier` is whoever asks. */
  readonly input: (own: Belongings, trier: Belongings) => object;
  /** What the owner has to have done before. */
  readonly before?: readonly [service: string, operation: string];
  /** What keeps a colleague out, and what it would say had nobody thought of colleagues. */
  readonly kept: readonly Guard[];
}

interface Guard extends Omit<Loosening, 'place'> {
  readonly place: (own: Belongings, trier: Belongings) => Place;
}

const scientistRole = (): Place => ({ role: SCIENTIST_ROLE });
const ownBucket = ({ bucket }: Belongings): Place => ({ bucket });
const triersRole = (_: Belongings, { notebookRole }: Belongings): Place => ({ role: notebookRole });

const ownNotebooks = [{ place: scientistRole, sid: 'OpenStartAndStopOwn', change: withoutCondition }];
const ownLaunches = [{ place: scientistRole, sid: 'ManageOwnLaunches', change: withoutCondition }];
const ownersBucket = [
  { place: ownBucket, sid: 'OwnerEmpties', change: withoutCondition },
  { place: ownBucket, sid: 'NoOtherDataScientist', change: gone },
];
const ownData = [{ place: triersRole, sid: 'OwnData', change: onEverything }];
const ownJobs = [{ place: triersRole, sid: 'TrainAndTry', change: onEverything }];
const ownLogs = [{ place: triersRole, sid: 'WriteAndReadLogs', change: onEverything }];

const named = ({ notebook }: Belongings) => ({ NotebookInstanceName: notebook });
const launched = ({ product }: Belongings) => ({ ProvisionedProductId: product });
const object = ({ bucket }: Belongings) => ({ Bucket: bucket, Key: 'data.csv' });

const BUSINESS: readonly Business[] = [
  {
    what: 'opening the notebook',
    by: 'scientist',
    action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
    call: ['sagemaker', 'CreatePresignedNotebookInstanceUrl'],
    input: named,
    kept: ownNotebooks,
  },
  {
    what: 'stopping the notebook',
    by: 'scientist',
    action: 'sagemaker:StopNotebookInstance',
    call: ['sagemaker', 'StopNotebookInstance'],
    input: named,
    kept: ownNotebooks,
  },
  {
    what: 'starting the notebook',
    by: 'scientist',
    action: 'sagemaker:StartNotebookInstance',
    call: ['sagemaker', 'StartNotebookInstance'],
    input: named,
    before: ['sagemaker', 'StopNotebookInstance'],
    kept: ownNotebooks,
  },
  {
    what: 'updating the product',
    by: 'scientist',
    action: 'servicecatalog:UpdateProvisionedProduct',
    call: ['servicecatalog', 'UpdateProvisionedProduct'],
    input: (own) => ({ ...launched(own), ProvisioningParameters: [SAME_OWNER, { Key: 'IdleMinutes', Value: '30' }] }),
    kept: ownLaunches,
  },
  {
    what: 'terminating the product',
    by: 'scientist',
    action: 'servicecatalog:TerminateProvisionedProduct',
    call: ['servicecatalog', 'TerminateProvisionedProduct'],
    input: launched,
    kept: ownLaunches,
  },
  {
    what: 'seeing what is in the bucket',
    by: 'scientist',
    action: 's3:ListBucketVersions',
    call: ['s3', 'ListObjectVersions'],
    input: ({ bucket }) => ({ Bucket: bucket }),
    kept: ownersBucket,
  },
  {
    what: 'emptying the bucket',
    by: 'scientist',
    action: 's3:DeleteObjectVersion',
    call: ['s3', 'DeleteObject'],
    input: (own) => ({ ...object(own), VersionId: own.version }),
    kept: ownersBucket,
  },
  {
    what: 'reading from the bucket',
    by: 'notebook',
    action: 's3:GetObject',
    call: ['s3', 'GetObject'],
    input: object,
    kept: ownData,
  },
  {
    what: 'writing to the bucket',
    by: 'notebook',
    action: 's3:PutObject',
    call: ['s3', 'PutObject'],
    input: (own) => ({ ...object(own), Body: new Uint8Array([1]) }),
    kept: ownData,
  },
  {
    what: 'looking at a training job',
    by: 'notebook',
    action: 'sagemaker:DescribeTrainingJob',
    call: ['sagemaker', 'DescribeTrainingJob'],
    input: ({ job }) => ({ TrainingJobName: job }),
    kept: ownJobs,
  },
  {
    what: 'stopping a training job',
    by: 'notebook',
    action: 'sagemaker:StopTrainingJob',
    call: ['sagemaker', 'StopTrainingJob'],
    input: ({ job }) => ({ TrainingJobName: job }),
    kept: ownJobs,
  },
  {
    what: "running a job with the notebook's role",
    by: 'notebook',
    action: 'iam:PassRole',
    call: ['sagemaker', 'CreateTrainingJob'],
    input: ({ training, notebook }, trier) => ({
      ...training,
      TrainingJobName: `${trier.notebook}-with-${notebook.slice(-8)}`,
    }),
    kept: [{ place: triersRole, sid: 'GiveThisRoleToJobs', change: onEverything }],
  },
  {
    what: "reading the notebook's log",
    by: 'notebook',
    action: 'logs:GetLogEvents',
    call: ['logs', 'GetLogEvents'],
    input: ({ stream }) => ({ logGroupName: '/aws/sagemaker/NotebookInstances', logStreamName: stream }),
    kept: ownLogs,
  },
];

const PAIRS: readonly (readonly [owner: Name, colleague: Name])[] = [
  ['ada', 'bob'],
  ['bob', 'ada'],
];

describe('of two data scientists', async () => {
  const restored = await twoScientists();

  describe.each(BUSINESS)('$what', ({ by, action, call: [service, operation], input, before, kept }) => {
    const attempt = (owner: Colleague, trier: Colleague) => () =>
      trier[by].invoke(service, operation, input(owner.own, trier.own));

    function prepare({ sandbox, colleagues }: TwoScientists, owner: Name): void {
      if (!before) return;
      colleagues[owner].scientist.invoke(...before, named(colleagues[owner].own));
      settle(sandbox);
    }

    it('is refused to the other, and done by its owner with the same call', async () => {
      const lab = await restored();
      for (const [owner, other] of PAIRS) {
        prepare(lab, owner);
        const { [owner]: hers, [other]: his } = lab.colleagues;
        expect(attempt(hers, his)).toThrow(`${his[by].principal.arn} is not authorized to perform: ${action} on`);
        expect(attempt(hers, hers)).not.toThrow();
      }
    });

    it(`would be done by the other too but for ${kept.map(({ sid }) => sid).join()}`, async () => {
      const lab = await restored();
      for (const [owner, other] of PAIRS) {
        prepare(lab, owner);
        const { [owner]: hers, [other]: his } = lab.colleagues;
        for (const guard of kept) {
          loosen(lab.sandbox, ACCOUNT, { ...guard, place: guard.place(hers.own, his.own) });
        }
        expect(attempt(hers, his)).not.toThrow();
      }
    });
  });

  describe('a session in the name of the other', () => {
    const asking = (RoleSessionName: string, more: object = {}) => ({
      RoleArn: SCIENTIST_ROLE,
      RoleSessionName,
      ...more,
    });
    const refused = ({ principal }: Person, action: string) =>
      `${principal.arn} is not authorized to perform: ${action} on resource: ${SCIENTIST_ROLE}`;

    it.each([
      ['user', 'UsersAsThemselves'],
      ['visitor', 'SessionsAsThemselves'],
    ] as const)('is refused to a %s, who comes in their own', async (way, sid) => {
      const { sandbox, colleagues } = await restored();
      for (const [owner, other] of PAIRS) {
        const { [way]: person } = colleagues[other];
        const take = (name: Name) => () => person.invoke('sts', 'AssumeRole', asking(name));
        expect(take(owner)).toThrow(refused(person, 'sts:AssumeRole'));
        expect(take(other)).not.toThrow();
      }
      loosen(sandbox, ACCOUNT, { place: { trustOf: SCIENTIST_ROLE }, sid, change: withoutCondition });
      expect(() => colleagues.bob[way].invoke('sts', 'AssumeRole', asking('ada'))).not.toThrow();
    });

    it('is refused to who is a data scientist already', async () => {
      const { colleagues } = await restored();
      for (const [owner, other] of PAIRS) {
        const { scientist } = colleagues[other];
        expect(() => scientist.invoke('sts', 'AssumeRole', asking(owner))).toThrow(
          refused(scientist, 'sts:AssumeRole'),
        );
      }
    });

    it.each(['user', 'visitor'] as const)(
      'is begun with a source identity by administrators, not by a %s',
      async (way) => {
        const { sandbox, colleagues } = await restored();
        for (const name of NAMES) {
          const input = asking(name, { SourceIdentity: name });
          expect(() => operatorOf(sandbox, ACCOUNT).invoke('sts', 'AssumeRole', input)).not.toThrow();
        }
        for (const [owner, other] of PAIRS) {
          const { [way]: person } = colleagues[other];
          const input = asking(owner, { SourceIdentity: owner });
          expect(() => person.invoke('sts', 'AssumeRole', input)).toThrow(refused(person, 'sts:SetSourceIdentity'));
        }
      },
    );

    it('is refused to administrators too unless the source identity says the same', async () => {
      const { sandbox } = await restored();
      const { invoke } = operatorOf(sandbox, ACCOUNT);
      for (const more of [{}, { SourceIdentity: 'bob' }]) {
        expect(() => invoke('sts', 'AssumeRole', asking('ada', more))).toThrow('not authorized to perform: sts:');
      }
    });
  });

  it('none reaches the bucket of the other with rights that the role is given later', async () => {
    const { sandbox, colleagues } = await restored();
    const { invoke } = operatorOf(sandbox, ACCOUNT);
    const [, RoleName] = SCIENTIST_ROLE.split('role/');
    invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    for (const [owner, other] of PAIRS) {
      const { [owner]: hers, [other]: his } = colleagues;
      const read =
        ({ scientist }: Colleague) =>
        () =>
          scientist.invoke('s3', 'GetObject', object(hers.own));
      expect(read(his)).toThrow('with an explicit deny in a resource-based policy');
      expect(read(hers)).not.toThrow();
      const place = ownBucket(hers.own);
      loosen(sandbox, ACCOUNT, { place, sid: 'NoOtherDataScientist', change: gone });
      expect(read(his)).not.toThrow();
    }
  });

  describe("a notebook that is launched in the other's name", () => {
    const opening = (notebook: string | undefined) =>
      ['sagemaker', 'CreatePresignedNotebookInstanceUrl', { NotebookInstanceName: notebook }] as const;

    /** Has bob launch a notebook for ada, and try to make it his own later. */
    async function given(change?: Omit<Loosening, 'place'>) {
      const lab = await restored();
      const { ada, bob } = lab.colleagues;
      const stage = { ...lab, scientist: bob.scientist } as TwoScientists & Stage;
      const { id, outputs } = launch(stage, 'gift', 'ada');
      const { NotebookName: notebook, BucketName: Bucket = '' } = outputs;
      if (change) loosen(lab.sandbox, ACCOUNT, { place: { role: LAUNCH_ROLE }, ...change });
      const { RecordDetail } = bob.scientist.invoke<UpdateProvisionedProductOutput>(
        'servicecatalog',
        'UpdateProvisionedProduct',
        { ProvisionedProductId: id, ProvisioningParameters: [{ Key: 'Owner', Value: 'bob' }] },
      );
      const { status } = ended(stage, RecordDetail?.RecordId);
      return { ada: ada.scientist, bob: bob.scientist, status, notebook, Bucket, stage };
    }

    it('is hers, and cannot be taken over by who launched it', async () => {
      const { ada, bob, status, notebook, Bucket, stage } = await given();
      expect(status).toBe('FAILED');
      expect(causes(stage).join()).toMatch(/is not authorized to perform: iam:TagRole on .* with an explicit deny/);
      expect(() => bob.invoke(...opening(notebook))).toThrow('is not authorized to perform');
      expect(() => bob.invoke('s3', 'ListObjectVersions', { Bucket })).toThrow('is not authorized to perform');
      expect(() => ada.invoke(...opening(notebook))).not.toThrow();
      expect(() => ada.invoke('s3', 'ListObjectVersions', { Bucket })).not.toThrow();
    });

    it('would be taken over without OwnersStay', async () => {
      const { ada, bob, status, notebook } = await given({ sid: 'OwnersStay', change: gone });
      expect(status).toBe('SUCCEEDED');
      expect(() => ada.invoke(...opening(notebook))).toThrow('is not authorized to perform');
      expect(() => bob.invoke(...opening(notebook))).not.toThrow();
    });
  });

  it('an administrator helps both', async () => {
    const { sandbox, colleagues } = await restored();
    const { invoke } = operatorOf(sandbox, ACCOUNT);
    for (const name of NAMES) {
      const { own } = colleagues[name];
      invoke('sagemaker', 'CreatePresignedNotebookInstanceUrl', named(own));
      invoke('s3', 'GetObject', object(own));
      invoke('sagemaker', 'StopTrainingJob', { TrainingJobName: own.job });
    }
  });
});
