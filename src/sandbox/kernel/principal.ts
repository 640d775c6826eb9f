import type { Tags } from './tags.ts';

/** Where code runs whose calls leave through a network of an account, such as a notebook's. */
export interface Network {
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly securityGroups: readonly string[];
  /** The private address that calls come from. */
  readonly address: string;
}

/** Who makes a call. Serialisable, since CloudFormation keeps the principal of an operation with it. */
export interface Principal {
  readonly kind: 'user' | 'assumed-role' | 'root' | 'service';
  readonly account: string;
  /** `arn:aws:iam::…:user/x`, `arn:aws:sts::…:assumed-role/role/session`, `arn:aws:iam::…:root`, or a service's name. */
  readonly arn: string;
  /** The role behind a session, as IAM knows it. */
  readonly roleArn?: string;
  readonly userId: string;
  /**
   * The resource for whose sake one of AWS's services acts, where the service's documentation says that it tells it:
   * `aws:SourceArn` holds it, and `aws:SourceAccount` the principal's account.
   */
  readonly sourceArn?: string;
  /** The network that the principal's calls leave through, where whoever makes them runs in one. */
  readonly network?: Network;
  /** The access key of the request, without which the call came from inside the sandbox. */
  readonly accessKeyId?: string;
  /** Tags of the session, handed over or inherited; those of the user or role behind it come to them when policies decide. */
  readonly tags?: Readonly<Tags>;
  /** Who a session says is behind it, as STS was told at the beginning of the chain; `aws:SourceIdentity`. */
  readonly sourceIdentity?: string;
}

/** What `aws:PrincipalArn` holds: the role for a session, the principal itself otherwise. */
export function principalArn(principal: Principal): string {
  return principal.roleArn ?? principal.arn;
}
