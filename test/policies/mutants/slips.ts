import { statementName, type RenderedPolicy, type Statement } from '../lab/rendered-policy.ts';
import { SPOKE } from '../lab/site.ts';
import { mutantOf, type Mutant } from './mutant.ts';

/** A slip that was made once and that no test noticed then. */
export interface Slip {
  readonly name: string;
  /** Statement of a policy. */
  readonly statement: string;
  /** Undefined takes the statement out. */
  readonly change: (statement: Statement) => Statement | undefined;
  /** One of the probes that have to notice it. */
  readonly noticedBy: string;
}

export const SLIPS: readonly Slip[] = [
  {
    name: 'the notebook boundary lets any role be passed on',
    statement: 'NotebookBoundary/OwnRoles',
    change: (statement) => ({ ...statement, Resource: `arn:aws:iam::${SPOKE}:role/*` }),
    noticedBy: 'a notebook, by its boundary: iam:PassRole on another role of the Data Scientist account, to SageMaker',
  },
  {
    name: 'the deploy role changes any endpoint',
    statement: 'DeployRole/ChangeOwn',
    change: (statement) => ({ ...statement, Resource: '*' }),
    noticedBy: "the deploy role: sagemaker:DeleteEndpoint on somebody's production endpoint, as usual",
  },
  {
    name: 'the deploy role changes what bears another mark',
    statement: 'DeployRole/ChangeOwn',
    change: ({ Condition: _, ...statement }) => statement,
    noticedBy: "the deploy role: sagemaker:UpdateEndpoint on a namesake's production endpoint, as usual",
  },
  {
    name: 'the launch role attaches any boundary',
    statement: 'LaunchRole/RolesWithinBoundary',
    change: (statement) => ({ ...statement, Condition: { StringLike: { 'iam:PermissionsBoundary': '*' } } }),
    noticedBy: "the launch role: iam:CreateRole on Ada's notebook role, within another boundary",
  },
  {
    name: 'nothing denies jobs outside a network',
    statement: 'DataScientistRole/NothingOutsideANetwork',
    change: () => undefined,
    noticedBy: 'Ada with AdministratorAccess: sagemaker:CreateProcessingJob on no resource, in no network (unmarked)',
  },
  {
    name: 'EvaluateModel reads the whole asset bucket',
    statement: 'EvaluateModelRole/ReadHoldoutData',
    change: (statement) => ({ ...statement, Resource: String(statement.Resource).replace('/data/', '/') }),
    noticedBy: 'EvaluateModel: s3:GetObject on code of functions, as usual',
  },
  {
    name: 'non-production reads every model',
    statement: 'NonProdRole/ReadModels',
    change: (statement) => ({ ...statement, Resource: String(statement.Resource).replace('/nonprod/', '/') }),
    noticedBy: 'the non-production endpoint: s3:GetObject on models of production, as usual',
  },
];

export function slipped({ name, statement, change }: Slip, policies: readonly RenderedPolicy[]): Mutant {
  for (const policy of policies) {
    const index = policy.document.Statement.findIndex((each) => statementName(policy, each) === statement);
    const found = policy.document.Statement[index];
    if (found) return mutantOf(policy, index, [name, change(found)]);
  }
  throw new Error(`no policy has the statement ${statement}`);
}
