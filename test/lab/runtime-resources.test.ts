import { describe, expect, it } from 'vitest';
import type { AccountRole } from '../../src/lab/accounts.ts';
import {
  isOfNotebook,
  isRuntimeName,
  NOTEBOOK_LOGS,
  RUNTIME_KINDS_IN,
  TRAINING_LOGS,
  type RuntimeKind,
} from '../../src/lab/runtime-resources.ts';

const EXECUTION = '01234567-89ab-cdef-0123-456789abcdef';
const PACKAGE = 'arn:aws:sagemaker:us-east-1:111111111111:model-package';

describe('what the pipeline of the lab "lab" made', () => {
  it.each<[AccountRole, RuntimeKind, string, boolean]>([
    ['staging', 'endpoint', 'mlops-lab--production', true],
    ['staging', 'endpoint', 'mlops-lab--nonprod', true],
    ['staging', 'endpoint', 'mlops-lab-2--production', false],
    ['staging', 'endpoint', 'mlops-lab--nb-12345678', false],
    ['staging', 'endpoint configuration', 'mlops-lab--nonprod-0123456789ab', true],
    ['staging', 'endpoint configuration', 'mlops-lab--nonprod', false],
    ['staging', 'endpoint configuration', 'mlops-lab--nb-0123456789ab', false],
    ['staging', 'model', 'mlops-lab--production-0123456789ab', true],
    ['staging', 'model', 'mlops-lab-2--production-0123456789ab', false],
    ['tools', 'training job', `mlops-lab--${EXECUTION}`, true],
    ['tools', 'training job', `mlops-lab--${EXECUTION}-2`, true],
    ['tools', 'training job', `mlops-lab-2--${EXECUTION}`, false],
    ['tools', 'training job', 'mlops-lab--penguins', false],
    ['tools', 'log stream', `mlops-lab--${EXECUTION}/algo-1-1767571200`, true],
    ['tools', 'log stream', `mlops-spring--${EXECUTION}/algo-1-1767571200`, false],
    ['staging', 'log group', '/aws/sagemaker/Endpoints/mlops-lab--production', true],
    ['staging', 'log group', '/aws/sagemaker/Endpoints/mlops-lab--mine', false],
    ['staging', 'log group', '/aws/lambda/mlops-lab--production', false],
    ['tools', 'model package', `${PACKAGE}/mlops-lab/3`, true],
    ['tools', 'model package', `${PACKAGE}/mlops-lab-2/3`, false],
    ['tools', 'training job', `x-mlops-lab--${EXECUTION}`, false],
    ['tools', 'training job', `mlops-lab--${EXECUTION}-`, false],
    ['tools', 'training job', `mlops-lab--${EXECUTION}-22`, true],
    ['tools', 'training job', `mlops-lab--${EXECUTION}-x`, false],
    ['tools', 'training job', `mlops-lab--${EXECUTION.replaceAll('-', '')}`, false],
    ['tools', 'log stream', `mlops-lab--${EXECUTION}-2/algo-1-1767571200`, true],
    ['tools', 'log stream', `mlops-lab--${EXECUTION}`, false],
    ['tools', 'log stream', `x-mlops-lab--${EXECUTION}/algo-1`, false],
    ['tools', 'model package', `${PACKAGE}/mlops-lab/33`, true],
    ['tools', 'model package', `${PACKAGE}/mlops-lab/3x`, false],
    ['tools', 'model package', `${PACKAGE}/mlops-lab/`, false],
    ['tools', 'notebook log stream', 'mlops-lab--nb-01234567/jupyter.log', false],
    ['staging', 'endpoint configuration', 'x-mlops-lab--nonprod-0123456789ab', false],
    ['staging', 'endpoint configuration', 'mlops-lab--nonprod-0123456789abc', false],
    ['staging', 'endpoint configuration', 'mlops-lab--nonprod-0123456789aX', false],
    ['staging', 'model', 'mlops-lab--nonprod-0123456789ab', true],
    ['staging', 'log group', 'mlops-lab--production', false],
    ['staging', 'model package', `${PACKAGE}/mlops-lab/3`, false],
    // Where the lab never has such things they are not its own, whatever they are called.
    ['tools', 'log group', '/aws/sagemaker/Endpoints/mlops-lab--production', false],
    ['tools', 'endpoint', 'mlops-lab--production', false],
    ['staging', 'log stream', `mlops-lab--${EXECUTION}/algo-1-1767571200`, false],
    ['staging', 'training job', `mlops-lab--${EXECUTION}`, false],
    ['datascience', 'log group', '/aws/sagemaker/Endpoints/mlops-lab--production', false],
  ])('in the %s account: %s %s: %s', (role, kind, name, expected) => {
    expect(isRuntimeName({ name: 'lab' }, role, kind, name)).toBe(expected);
  });
});

describe('what notebooks of the lab "lab" made', () => {
  const NOTEBOOK = 'mlops-lab--nb-01234567';
  it.each<[RuntimeKind, string, boolean]>([
    ['training job', `${NOTEBOOK}-20260105-101500`, true],
    ['endpoint', `${NOTEBOOK}-try`, true],
    ['model', `${NOTEBOOK}-try`, true],
    ['log stream', `${NOTEBOOK}-20260105-101500/algo-1-1767571200`, true],
    ['log group', `/aws/sagemaker/Endpoints/${NOTEBOOK}-try`, true],
    ['notebook log stream', `${NOTEBOOK}/LifecycleConfigOnStart`, true],
    ['endpoint configuration', `${NOTEBOOK}-try`, true],
    ['endpoint', NOTEBOOK, false],
    ['endpoint', `x-${NOTEBOOK}-try`, false],
    ['log group', `x/aws/sagemaker/Endpoints/${NOTEBOOK}-try`, false],
    ['log group', `${NOTEBOOK}-try`, false],
    ['notebook log stream', `x-${NOTEBOOK}/jupyter.log`, false],
    ['notebook log stream', `${NOTEBOOK}8/jupyter.log`, false],
    ['notebook log stream', `${NOTEBOOK}/jupyter.log`, true],
    ['notebook log stream', 'mlops-lab-2--nb-01234567/jupyter.log', false],
    ['notebook log stream', 'mine/jupyter.log', false],
    ['log group', `/aws/sagemaker/NotebookInstances/${NOTEBOOK}-try`, false],
    ['training job', 'mlops-lab-2--nb-01234567-20260105-101500', false],
    ['training job', 'mlops-lab--nb-nb-01234567-20260105-101500', false],
    ['training job', 'mlops-lab--penguins', false],
    ['model package', `${PACKAGE}/${NOTEBOOK}-1/3`, false],
  ])('%s %s: %s', (kind, name, expected) => {
    expect(isRuntimeName({ name: 'lab' }, 'datascience', kind, name)).toBe(expected);
  });
});

describe('the kinds of what a lab makes at run time', () => {
  it('are those that each account has, in the order in which they can be deleted', () => {
    expect(RUNTIME_KINDS_IN).toEqual({
      tools: ['training job', 'model package', 'log stream'],
      datascience: [
        ...['endpoint', 'endpoint configuration', 'model', 'training job'],
        ...['log group', 'log stream', 'notebook log stream'],
      ],
      staging: ['endpoint', 'endpoint configuration', 'model', 'log group'],
    });
    // CloudWatch's groups that everything of an account writes to, which therefore are nobody's own.
    expect([TRAINING_LOGS, NOTEBOOK_LOGS]).toEqual(['/aws/sagemaker/TrainingJobs', '/aws/sagemaker/NotebookInstances']);
  });
});

describe('what the code of one notebook made', () => {
  const NOTEBOOK = 'mlops-lab--nb-01234567';
  it.each<[RuntimeKind, string, boolean]>([
    ['training job', `${NOTEBOOK}-20260105-101500`, true],
    ['endpoint', `${NOTEBOOK}-try`, true],
    ['log stream', `${NOTEBOOK}-20260105-101500/algo-1-1767571200`, true],
    ['log group', `/aws/sagemaker/Endpoints/${NOTEBOOK}-try`, true],
    ['notebook log stream', `${NOTEBOOK}/jupyter.log`, true],
    // What is another notebook's stays where this one is deleted.
    ['training job', 'mlops-lab--nb-89abcdef-20260105-101500', false],
    ['training job', `${NOTEBOOK}8-20260105-101500`, false],
    ['endpoint', NOTEBOOK, false],
    ['endpoint', `/aws/sagemaker/Endpoints/${NOTEBOOK}-try`, false],
    ['log group', `${NOTEBOOK}-try`, false],
    ['log group', '/aws/sagemaker/Endpoints/mlops-lab--nb-89abcdef-try', false],
    ['notebook log stream', 'mlops-lab--nb-89abcdef/jupyter.log', false],
    ['notebook log stream', `${NOTEBOOK}-try/jupyter.log`, false],
  ])('%s %s: %s', (kind, name, expected) => {
    expect(isOfNotebook(NOTEBOOK, { kind, name })).toBe(expected);
  });
});
