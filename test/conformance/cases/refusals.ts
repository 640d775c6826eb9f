import type { Aws } from '../aws.ts';
import type { ConformanceCase, MotoDifference, Outcome } from '../conformance-case.ts';
import { create, settled } from '../stacks.ts';
import { parameter } from '../things.ts';

const FORMAT_PAGE = 'UserGuide/troubleshooting.html#troubleshooting-errors-validation-error';

interface Refusal {
  readonly title: string;
  readonly page: string;
  readonly template: object | string;
  readonly moto: MotoDifference;
}

const STARTED: Outcome = { status: 'HTTP 500', stack: 'one' };
const CREATED: Outcome = { status: 'CREATE_COMPLETE', stack: 'one' };

/** Templates that are refused before anything happens. */
const REFUSALS: readonly Refusal[] = [
  {
    title: 'a circular dependency',
    page: 'UserGuide/troubleshooting.html#troubleshooting-errors-dependency-error',
    template: { Resources: { A: parameter('a', { Ref: 'B' }), B: parameter('b', { Ref: 'A' }) } },
    moto: { differs: STARTED, because: 'The template is refused; moto breaks and leaves a stack in progress.' },
  },
  {
    title: 'a reference to what the template does not have',
    page: FORMAT_PAGE,
    template: { Resources: { A: parameter('a', { Ref: 'Nobody' }) } },
    moto: { differs: STARTED, because: 'Unresolved dependencies are a validation error; moto breaks.' },
  },
  {
    title: 'DependsOn what the template does not have',
    page: FORMAT_PAGE,
    template: { Resources: { A: parameter('a', 'a', { DependsOn: 'Nobody' }) } },
    moto: { differs: CREATED, because: 'Unresolved dependencies are a validation error; moto ignores this one.' },
  },
  {
    title: 'a condition that is not declared',
    page: FORMAT_PAGE,
    template: { Resources: { A: parameter('a', 'a', { Condition: 'Undeclared' }) } },
    moto: { differs: STARTED, because: 'Unresolved conditions are a validation error; moto breaks.' },
  },
  {
    title: 'a type of resource that does not exist',
    page: FORMAT_PAGE,
    template: { Resources: { A: { Type: 'AWS::S3::Pail' } } },
    moto: { differs: CREATED, because: 'Unrecognized resource types are a validation error; moto skips the resource.' },
  },
  {
    title: 'a template without resources',
    page: 'UserGuide/template-anatomy.html',
    template: { Description: 'nothing' },
    moto: { differs: { status: 'HTTP 500' }, because: 'Resources is the one required section; moto breaks.' },
  },
  {
    title: 'a template that is no YAML',
    page: 'UserGuide/template-formats.html',
    template: 'Resources: {',
    moto: {
      differs: { status: 'HTTP 500' },
      because: 'Templates are JSON or YAML, else a validation error; moto breaks.',
    },
  },
];

export const REFUSAL_CASES: readonly ConformanceCase[] = REFUSALS.map(({ template, ...rest }) => ({
  ...rest,
  run: async (aws: Aws) => ({
    status: (await create(aws, template)).status,
    stack: (await settled(aws)) ? 'one' : 'none',
  }),
  expected: { status: 'ValidationError', stack: 'none' },
}));
