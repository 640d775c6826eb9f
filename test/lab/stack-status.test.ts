import { describe, expect, it } from 'vitest';
import { decide, differenceBetween, verdictOf, type ObservedStack } from '../../src/lab/stack-status.ts';

const own: ObservedStack = {
  id: 'arn:stack',
  name: 'pre-reqs',
  status: 'CREATE_COMPLETE',
  parameters: { LabName: 'lab' },
  outputs: {},
  tags: { 'mlops-lab:deployment': 'lab' },
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
    expect(decide({ ...own, status }, 'lab', same).kind).toBe(kind);
  });

  it('creates what is not there', () => {
    expect(decide(undefined, 'lab', undefined)).toEqual({ kind: 'create' });
  });

  it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_FAILED'])(
    'updates a stack in %s that differs',
    (status) => {
      expect(decide({ ...own, status }, 'lab', other)).toMatchObject({ kind: 'update', because: 'template changed' });
    },
  );

  it('refuses a stack that carries no tag of ours, whatever its state', () => {
    const decision = decide({ ...own, status: 'ROLLBACK_COMPLETE', tags: {} }, 'lab', undefined);
    expect(decision).toMatchObject({ kind: 'refuse', because: expect.stringContaining('pre-reqs') as string });
  });

  it('refuses the stack of another lab and names that lab', () => {
    const decision = decide({ ...own, tags: { 'mlops-lab:deployment': 'spring' } }, 'lab', same);
    expect(decision).toMatchObject({ kind: 'refuse', because: 'stack pre-reqs belongs to the lab "spring"' });
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
    tags: { 'mlops-lab:deployment': 'lab' },
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
