import { parsePolicy, statementsOf, type PolicyStatement } from '../../src/sandbox/kernel/policy/document.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { holderByArn } from '../../src/sandbox/services/iam/holders.ts';
import { operatorOf } from './people.ts';

/** Where a statement stands: in a policy of a role, in its trust policy, or in the policy of a bucket. */
export type Place = { readonly role: string } | { readonly trustOf: string } | { readonly bucket: string };

/** A statement, and what would be in its place had nobody thought of it; undefined where nothing would. */
export interface Loosening {
  readonly place: Place;
  readonly sid: string;
  readonly change: (statement: PolicyStatement) => PolicyStatement | undefined;
}

export function withoutCondition({ Condition: _, ...statement }: PolicyStatement): PolicyStatement {
  return statement;
}

export function onEverything(statement: PolicyStatement): PolicyStatement {
  return { ...statement, Resource: '*' };
}

export function gone(): undefined {
  return undefined;
}

/** Has the sandbox's policies say less than the templates have them say. */
export function loosen(sandbox: Sandbox, account: string, { place, sid, change }: Loosening): void {
  if ('bucket' in place) return loosenBucket(sandbox, account, place.bucket, { sid, change });
  const arn = 'role' in place ? place.role : place.trustOf;
  const holder = holderByArn(sandbox.cloud.world, arn);
  if (holder?.kind !== 'role') throw new Error(`there is no role ${arn}`);
  if ('trustOf' in place) {
    holder.trustPolicy = changed(holder.trustPolicy, { sid, change }) ?? missing(sid);
    return;
  }
  const [name, text] =
    Object.entries(holder.inlinePolicies)
      .map(([each, document]) => [each, changed(document, { sid, change })] as const)
      .find(([, document]) => document !== undefined) ?? missing(sid);
  holder.inlinePolicies[name] = text ?? '';
}

function loosenBucket(sandbox: Sandbox, account: string, Bucket: string, change: Omit<Loosening, 'place'>): void {
  const { invoke } = operatorOf(sandbox, account);
  const { Policy = '' } = invoke<{ Policy?: string }>('s3', 'GetBucketPolicy', { Bucket });
  invoke('s3', 'PutBucketPolicy', { Bucket, Policy: changed(Policy, change) ?? missing(change.sid) });
}

/** The document with the statement changed; undefined where it has none of that name. */
function changed(text: string, { sid, change }: Omit<Loosening, 'place'>): string | undefined {
  const document = parsePolicy(text);
  const statements = document ? statementsOf(document) : [];
  if (!statements.some(({ Sid }) => Sid === sid)) return undefined;
  const Statement = statements.flatMap((statement) =>
    statement.Sid === sid ? (change(statement) ?? []) : [statement],
  );
  return JSON.stringify({ ...document, Statement });
}

function missing(sid: string): never {
  throw new Error(`there is no statement ${sid}`);
}
