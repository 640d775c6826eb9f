import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { expireApproval, requestApproval } from './approval.ts';
import { ActionFailure } from './failure.ts';
import { expireInvocation, invokeFunction } from './invoke.ts';
import { resolvedConfiguration } from './resolve.ts';
import { fail } from './runs.ts';
import type { RunScope } from './scope.ts';
import { fetchSource } from './source.ts';

interface Provider {
  readonly perform: (scope: RunScope) => void;
  /** Without it, performing is all there is. */
  readonly expire?: (scope: RunScope) => void;
}

const PROVIDERS: Readonly<Record<string, Provider>> = {
  S3: { perform: fetchSource },
  Lambda: { perform: invokeFunction, expire: expireInvocation },
  Manual: { perform: requestApproval, expire: expireApproval },
};

/** Does what is due of an action. What goes wrong there is the action's failure. */
export function carryOut(scope: RunScope): void {
  const { run, action } = scope;
  const provider = own(PROVIDERS, action.actionTypeId.provider);
  if (!provider) throw new Error(`no action ${action.actionTypeId.provider}`);
  try {
    if (run.next.what === 'expire') return provider.expire?.(scope);
    run.configuration = resolvedConfiguration(scope);
    return provider.perform(scope);
  } catch (error) {
    if (error instanceof ActionFailure) return fail(scope, error.code, error.message);
    if (error instanceof AwsError) return fail(scope, 'JobFailed', error.message);
    throw error;
  }
}
