import type { Authorizer, PermissionCheck } from '../../src/sandbox/kernel/authorization.ts';
import { principalArn } from '../../src/sandbox/kernel/principal.ts';
import { policiesOf } from '../../src/sandbox/services/iam/policies-of.ts';

/** A permission that somebody asked for, the policies that decided at that moment, and what they decided. */
export interface Recorded {
  readonly check: PermissionCheck;
  readonly policies: ReturnType<typeof policiesOf>;
  /** The role behind a session, or the user. */
  readonly holder: string;
  /** The service that made the call on the holder's behalf, such as `cloudformation.amazonaws.com`. */
  readonly via: string | undefined;
  readonly refusal: string | undefined;
}

export interface Recorder {
  readonly authorize: Authorizer;
  /** Each different check once, in the order in which they came. */
  recorded(): readonly Recorded[];
}

const OF_THE_MOMENT: readonly string[] = ['aws:CurrentTime', 'aws:EpochTime'];

/** Notes what `decide` is asked and what it says. Holders that are `spared` get what they are refused all the same. */
export function recording(decide: Authorizer, isSpared: (holder: string) => boolean = () => false): Recorder {
  const kept = new Map<string, Recorded>();
  return {
    recorded: () => [...kept.values()],
    authorize(check, world) {
      // Policies of their own are nothing that AWS's services have.
      if (check.principal.kind === 'service') return decide(check, world);
      const policies = policiesOf(world, check.principal);
      const note = (refusal: string | undefined) => {
        const key = JSON.stringify([
          check.principal.arn,
          check.action,
          check.resource,
          lasting(check),
          signOf(policies),
        ]);
        if (!kept.has(key)) kept.set(key, recordOf(check, policies, refusal));
      };
      const refusal = decide(check, world);
      note(refusal?.message);
      return isSpared(principalArn(check.principal)) ? undefined : refusal;
    },
  };
}

function recordOf(check: PermissionCheck, policies: Recorded['policies'], refusal: string | undefined): Recorded {
  const via = [check.context['aws:CalledVia'] ?? []].flat().at(-1);
  return { check, policies, holder: principalArn(check.principal), via, refusal };
}

function lasting({ context }: PermissionCheck): unknown {
  return Object.entries(context).filter(([key]) => !OF_THE_MOMENT.includes(key));
}

/** Tells policies of one holder at different times apart without comparing them, which would take long. */
function signOf({ identity }: Recorded['policies']): unknown {
  return identity.map(({ name, document }) => [name, document.length]);
}
