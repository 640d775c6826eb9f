import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { PolicyDocument } from '../../kernel/policy/document.ts';
import type { Call } from '../../kernel/service.ts';
import { notFound, notImplemented } from './errors.ts';
import { functionArn, lambdaOf, type FunctionRecord, type Place } from './state.ts';

const NAME = '[a-zA-Z0-9-_]{1,64}';
/** A name, a partial ARN (`123456789012:function:name`) or an ARN, each with or without a qualifier. */
const REFERENCE = new RegExp(
  `^(?:(?:arn:aws[\\w-]*:lambda:)?(?:([a-z0-9-]+):)?(\\d{12}):(?:function:)?|function:)?(${NAME})(?::(\\$LATEST|[\\w-]+))?$`,
);

interface FunctionRequest {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
}

/** Where a function lies, whether it exists or not. */
export interface Reference extends Place {
  readonly name: string;
  readonly arn: string;
}

export function referenceTo({ FunctionName = '', Qualifier }: FunctionRequest, call: Call): Reference {
  const [, region = call.region, account = call.account, name = '', suffix] = REFERENCE.exec(FunctionName) ?? [];
  const qualifier = Qualifier ?? suffix ?? '$LATEST';
  if (qualifier !== '$LATEST') {
    throw notImplemented(`the sandbox has no versions and aliases of functions, so there is no ${name}:${qualifier}`);
  }
  const place = { cloud: call.cloud, account, region };
  return { ...place, name, arn: functionArn(name, place) };
}

/** A function of the caller's account. */
export function functionOf(request: FunctionRequest, call: Call): FunctionRecord {
  const reference = referenceTo(request, call);
  call.about(reference.arn);
  if (reference.account !== call.account) throw accessDenied(call, reference.arn);
  return existing(reference, call);
}

/** A function that the caller may invoke: its own policy lets in those of other accounts, and AWS's services. */
export function invokableFunction(request: FunctionRequest, call: Call): FunctionRecord {
  const reference = referenceTo(request, call);
  const found = own(lambdaOf(reference).functions, reference.name);
  const isGuarded = found && Object.keys(found.policy).length > 0;
  const policy = isGuarded ? JSON.stringify(policyOf(found)) : undefined;
  call.requires({ action: INVOKE, resource: reference.arn, guarded: { account: reference.account, policy } });
  return existing(reference, call);
}

export function policyOf({ policy }: FunctionRecord): PolicyDocument {
  const statements = Object.values(policy) as unknown as PolicyDocument['Statement'];
  return { Version: '2012-10-17', Id: 'default', Statement: statements };
}

const INVOKE = 'lambda:InvokeFunction';

function existing(reference: Reference, call: Call): FunctionRecord {
  const found = own(lambdaOf(reference).functions, reference.name);
  if (!found || reference.region !== call.region) throw notFound(`Function not found: ${reference.arn}`);
  return found;
}

function accessDenied({ principal }: Call, arn: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${INVOKE} on resource: ${arn} ` +
      `because no resource-based policy allows the ${INVOKE} action`,
    403,
  );
}
