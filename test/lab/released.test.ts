import { describe, expect, it } from 'vitest';
import { isNotebooksName, isReleasedName, type ReleasedKind } from '../../src/lab/released.ts';

const EXECUTION = '01234567-89ab-cdef-0123-456789abcdef';
const PACKAGE = 'arn:aws:sagemaker:us-east-1:111111111111:model-package';

describe('what the pipeline of the lab "lab" made', () => {
  it.each<[ReleasedKind, string, boolean]>([
    ['endpoint', 'mlops-lab--production', true],
    ['endpoint', 'mlops-lab--nonprod', true],
    ['endpoint', 'mlops-lab-2--production', false],
    ['endpoint', 'mlops-lab--nb-12345678', false],
    ['endpoint configuration', 'mlops-lab--nonprod-0123456789ab', true],
    ['endpoint configuration', 'mlops-lab--nonprod', false],
    ['endpoint configuration', 'mlops-lab--nb-0123456789ab', false],
    ['model', 'mlops-lab--production-0123456789ab', true],
    ['model', 'mlops-lab-2--production-0123456789ab', false],
    ['training job', `mlops-lab--${EXECUTION}`, true],
    ['training job', `mlops-lab--${EXECUTION}-2`, true],
    ['training job', `mlops-lab-2--${EXECUTION}`, false],
    ['training job', 'mlops-lab--penguins', false],
    ['log stream', `mlops-lab--${EXECUTION}/algo-1-1767571200`, true],
    ['log stream', `mlops-spring--${EXECUTION}/algo-1-1767571200`, false],
    ['log group', '/aws/sagemaker/Endpoints/mlops-lab--production', true],
    ['log group', '/aws/sagemaker/Endpoints/mlops-lab--mine', false],
    ['log group', '/aws/lambda/mlops-lab--production', false],
    ['model package', `${PACKAGE}/mlops-lab/3`, true],
    ['model package', `${PACKAGE}/mlops-lab-2/3`, false],
  ])('%s %s: %s', (kind, name, expected) => {
    expect(isReleasedName({ name: 'lab' }, kind, name)).toBe(expected);
  });
});

describe('what notebooks of the lab "lab" made', () => {
  const NOTEBOOK = 'mlops-lab--nb-01234567';
  it.each<[ReleasedKind, string, boolean]>([
    ['training job', `${NOTEBOOK}-20260105-101500`, true],
    ['endpoint', `${NOTEBOOK}-try`, true],
    ['model', `${NOTEBOOK}-try`, true],
    ['log stream', `${NOTEBOOK}-20260105-101500/algo-1-1767571200`, true],
    ['log group', `/aws/sagemaker/Endpoints/${NOTEBOOK}-try`, true],
    ['log group', `/aws/sagemaker/NotebookInstances/${NOTEBOOK}-try`, false],
    ['training job', 'mlops-lab-2--nb-01234567-20260105-101500', false],
    ['training job', 'mlops-lab--nb-nb-01234567-20260105-101500', false],
    ['training job', 'mlops-lab--penguins', false],
    ['model package', `${PACKAGE}/${NOTEBOOK}-1/3`, false],
  ])('%s %s: %s', (kind, name, expected) => {
    expect(isNotebooksName({ name: 'lab' }, kind, name)).toBe(expected);
  });
});
