import { describe, expect, it } from 'vitest';
import { ownerTags } from '../../src/lab/owner.ts';
import { decide, differenceBetween, verdictOf, type ObservedStack } from '../../src/lab/stack-status.ts';

const LAB = {
  name: 'lab',
  region: 'us-east-1',
  accounts: { tools: { id: '111111111111' }, datascience: { id: '2' }, staging: { id: '3' } },
};
const own: ObservedStack = {
  id: 'arn:stack',
  name: 'pre-reqs',
  status: 'CREATE_COMPLETE',
  parameters: { LabName: 'lab' },
  outputs: {},
  tags: ownerTags(LAB),
};
const same = { template: false, parameters: [], tags: false };
const other = { ...same, template: true };

describe('what each state of a stack calls for', () => {
  it.each([
    ['CREATE_COMPLETE', 'unchanged'],
    ['UPDATE_COMPLETE', 'unchanged'],
    ['UPDATE_ROLLBACK_COMPLETE', 'unchanged'],
    ['IMPORT_COMPLETE', 'unchanged'],
    ['CREATE_IN_PROGRESS', 'attach'],
    ['ROLLBACK_IN_PROGRESS', 'attach'],
    ['UPDATE_IN_PROGRESS', 'attach'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'attach'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', 'attach'],
    ['DELETE_IN_PROGRESS', 'attach'],
    ['CREATE_FAILED', 'recreate'],
    ['ROLLBACK_COMPLETE', 'recreate'],
    ['ROLLBACK_FAILED', 'recreate'],
    ['REVIEW_IN_PROGRESS', 'recreate'],
    ['DELETE_FAILED', 'recreate'],
    ['UPDATE_ROLLBACK_FAILED', 'recover'],
    ['IMPORT_ROLLBACK_FAILED', 'recover'],
    ['UPDATE_FAILED', 'recover'],
    ['DELETE_COMPLETE', 'create'],
  ])('%s → %s', (status, kind) => {
    expect(decide({ ...own, status }, LAB, same).kind).toBe(kind);
  });

  it('creates what is not there', () => {
    expect(decide(undefined, LAB, undefined)).toEqual({ kind: 'create' });
  });

  it('rolls a failed update back before anything else, also where it differs', () => {
    expect(decide({ ...own, status: 'UPDATE_FAILED' }, LAB, other)).toMatchObject({ kind: 'recover' });
  });

  it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    'updates a stack in %s that differs',
    (status) => {
      expect(decide({ ...own, status }, LAB, other)).toMatchObject({ kind: 'update', because: 'template changed' });
    },
  );

  it('refuses a stack that carries no tag of ours, whatever its state', () => {
    const decision = decide({ ...own, status: 'ROLLBACK_COMPLETE', tags: {} }, LAB, undefined);
    expect(decision).toMatchObject({ kind: 'refuse', because: expect.stringContaining('pre-reqs') as string });
  });

  it.each([
    ['lab/444444444444/us-east-1', 'the lab "lab" of the Tools account 444444444444 in us-east-1'],
    ['lab/111111111111/eu-west-1', 'the lab "lab" of the Tools account 111111111111 in eu-west-1'],
    ['spring/111111111111/us-east-1', 'the lab "spring" of the Tools account 111111111111 in us-east-1'],
    ['lab', '"lab"'],
  ])('refuses the stack of %s, and names both owners', (owner, told) => {
    const decision = decide({ ...own, tags: { 'mlops-lab:deployment': owner } }, LAB, same);
    expect(decision).toMatchObject({
      kind: 'refuse',
      because: `stack pre-reqs belongs to ${told}, not to the lab "lab" of the Tools account 111111111111 in us-east-1`,
      hint: expect.stringContaining('--name') as string,
    });
  });

  it('takes a state that it has never heard of for stuck, unless it says that it is in progress', () => {
    expect(verdictOf('SOMETHING_IN_PROGRESS')).toBe('busy');
    expect(verdictOf('SOMETHING_NEW')).toBe('stuck');
  });
});

describe('how a stack differs from what it should be', () => {
  const desired = {
    name: 'pre-reqs',
    template: 'body',
    parameters: { LabName: 'lab', SpokeAccountID: '2' },
    tags: ownerTags(LAB),
  };

  it('names the parameters that changed or are new', () => {
    expect(differenceBetween(own, 'body', desired)).toEqual({
      template: false,
      parameters: ['SpokeAccountID'],
      tags: false,
    });
  });

  it('lets parameters alone that the lab does not set', () => {
    const observed = { ...own, parameters: { LabName: 'lab', SpokeAccountID: '2', VpcCidr: '10.0.0.0/16' } };
    expect(differenceBetween(observed, 'body', desired).parameters).toEqual([]);
  });

  it('knows a template again that CloudFormation gives back without its special characters', () => {
    const wanted = { ...desired, template: 'Description: größer – €\n' };
    expect(differenceBetween(own, 'Description: gr??er ? ?', wanted).template).toBe(false);
    expect(differenceBetween(own, 'Description: kleiner ? ?', wanted).template).toBe(true);
  });

  it('sees another template and missing tags', () => {
    const { template, tags } = differenceBetween({ ...own, tags: {} }, 'old body', desired);
    expect({ template, tags }).toEqual({ template: true, tags: true });
  });
});
