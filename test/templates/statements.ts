import { type Found, resources, walk } from './template.ts';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface FoundStatement extends Found {
  readonly kind: 'identity' | 'resource' | 'trust';
  readonly statement: Statement;
  /** `datascience/prepare….yaml LaunchRole/SeeNetwork`, to name it in a list. */
  readonly name: string;
}

function kindOf(path: readonly string[]): FoundStatement['kind'] {
  if (path[0] === 'AssumeRolePolicyDocument') return 'trust';
  return path[0] === 'Policies' || path[0] === 'PolicyDocument' ? 'identity' : 'resource';
}

/** A statement that stands there only if something is wanted. */
interface Conditional {
  readonly 'Fn::If': readonly [condition: string, statement: Statement, otherwise: unknown];
}

function wanted(given: Statement | Conditional): Statement {
  return 'Fn::If' in given ? given['Fn::If'][1] : given;
}

/** Every statement of every policy in every template. */
export const statements: readonly FoundStatement[] = resources().flatMap((found) =>
  [...walk(found.resource.Properties)]
    .filter(([path, value]) => path.at(-1) === 'Statement' && Array.isArray(value))
    .flatMap(([path, value]) =>
      (value as (Statement | Conditional)[]).map(wanted).map((statement) => ({
        ...found,
        kind: found.resource.Type === 'AWS::S3::BucketPolicy' ? ('resource' as const) : kindOf(path),
        statement,
        name: `${found.template.path} ${found.id}/${statement.Sid ?? 'trust'}`,
      })),
    ),
);

export function actions({ Action }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

export function conditionKeys({ Condition = {} }: Statement): string[] {
  return Object.values(Condition).flatMap((operator) => Object.keys(operator));
}
