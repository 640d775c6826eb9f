import type { Tags } from './tags.ts';

/** The place of code whose calls leave through an account's network, such as a notebook's. */
export interface Network {
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly securityGroups: readonly string[];
  /** The private source address of its calls. */
  readonly address: string;
}

/** Who makes a call. Serializable, since CloudFormation stores the principal of an operation. */
export interface Principal {
  readonly kind: 'user' | 'assumed-role' | 'root' | 'service';
  readonly account: string;
  /** `arn:aws:iam::…:user/x`, `arn:aws:sts::…:assumed-role/role/session`, `arn:aws:iam::…:root`, or a service's name. */
  readonly arn: string;
  /** The role behind a session, as IAM knows it. */
  readonly roleArn?: string;
  readonly userId: string;
  /**
   * The resource on whose behalf an AWS service acts, if the service's documentation says that it passes it on:
   * `aws:SourceArn` contains it, and `aws:SourceAccount` the principal's account.
   */
  readonly sourceArn?: string;
  /** The network that the principal's calls pass through, if it runs in one. */
  readonly network?: Network;
  /** The access key of the request; absent for calls from inside the sandbox. */
  readonly accessKeyId?: string;
  /** Tags of the session, passed or inherited; policies also see the tags of the user or role behind it. */
  readonly tags?: Readonly<Tags>;
  /** The person behind a session, as set at the beginning of the role chain; `aws:SourceIdentity`. */
  readonly sourceIdentity?: string;
}

/** What `aws:PrincipalArn` holds: the role for a session, the principal itself otherwise. */
export function principalArn(principal: Principal): string {
  return principal.roleArn ?? principal.arn;
}
