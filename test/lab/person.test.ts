import { describe, expect, it } from 'vitest';
import { usualNotebookName } from '../../src/lab/notebook.ts';
import { personBehind } from '../../src/lab/person.ts';

describe('the person behind a principal', () => {
  it.each([
    ['arn:aws:iam::222222222222:user/ada', 'ada'],
    ['arn:aws:iam::222222222222:user/birds/ada', 'ada'],
    ['arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Birds_0a1b/ada@example.com', 'ada@example.com'],
    ['arn:aws:sts::222222222222:assumed-role/Admin/botocore-session-1767571200', undefined],
    ['arn:aws:sts::222222222222:assumed-role/Admin/aws-sdk-js-1767571200123', undefined],
    ['arn:aws:sts::222222222222:assumed-role/Admin/mlops-lab-lab', undefined],
    ['arn:aws:iam::222222222222:root', undefined],
    ['arn:aws:iam::222222222222:user/a', undefined],
  ])('%s is %s', (principal, person) => {
    expect(personBehind(principal, { name: 'lab' })).toBe(person);
  });

  it('gives a notebook its usual name', () => {
    expect(usualNotebookName('birds', 'ada+x@example.com')).toBe('birds-ada-x');
    expect(usualNotebookName('birds', undefined)).toBe('birds-notebook');
  });
});
