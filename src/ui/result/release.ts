import type {
  ApprovalFacts,
  AwaitedApproval,
  Evaluation,
  LabEvent,
  ReleaseReport,
  SubmissionReport,
} from '../../events.ts';
import type { Environment } from '../../lab/release.ts';
import { table, UNCUT } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { count, duration, size } from '../../lab/quantities.ts';

type EventOf<Type extends LabEvent['type']> = Extract<LabEvent, { type: Type }>;

const ENVIRONMENTS: Readonly<Record<Environment, string>> = { nonprod: 'Non-production', production: 'Production' };

const OUTCOMES: Readonly<Record<ReleaseReport['outcome'], string>> = {
  released: 'released to production',
  failed: 'failed',
  rejected: 'rejected',
  stopped: 'stopped',
  superseded: 'superseded',
  waiting: 'waits for an approval',
};

/** The submission and its outcome. */
export function releaseLines(
  release: ReleaseReport | undefined,
  submission: SubmissionReport | undefined,
  paint: Paint,
): string[] {
  const version = submission?.version ?? release?.version;
  const name = submission?.name ?? release?.submission;
  const rows = [
    ...(name ? [['Submission', name]] : []),
    ...(version ? [['Version', version]] : []),
    ...(release ? executionRows(release) : []),
  ];
  return rows.length === 0 ? [] : [paint.strong(release ? 'Release' : 'Submission'), ...table(rows, UNCUT)];
}

function executionRows({ executionId, outcome, console, evaluations, endpoints, awaits }: ReleaseReport): string[][] {
  const named = (Object.keys(ENVIRONMENTS) as Environment[]).flatMap((environment) => {
    const endpoint = endpoints[environment];
    return endpoint ? [[`${ENVIRONMENTS[environment]} endpoint`, endpoint]] : [];
  });
  return [
    ['Execution', `${executionId} (${OUTCOMES[outcome]})`],
    ...(console ? [['Console', console]] : []),
    ...(awaits && awaits.executionId !== executionId ? [['Waits behind', awaitedText(awaits)]] : []),
    ...evaluations.map(({ environment, summary }) => [ENVIRONMENTS[environment], summary]),
    ...modelPackage(evaluations),
    ...named,
  ];
}

function awaitedText(approval: AwaitedApproval): string {
  return [approval.executionId, ...aboutApproval(approval)].join(', ');
}

/** It is the same in each environment. */
function modelPackage(evaluations: readonly Evaluation[]): string[][] {
  const arn = evaluations.at(-1)?.modelPackageArn;
  return arn ? [['Model package', arn]] : [];
}

export function submissionLine(
  { state, name, kind, rows, bytes, bucket }: EventOf<'submission'>,
  paint: Paint,
): string {
  const content = kind === 'model' ? 'a model' : count(rows ?? 0, 'row');
  if (state === 'checked') return `${paint.good('✔')} checked ${name}: ${content}, ${size(bytes)} packed`;
  return `${paint.good('✔')} uploaded ${name} to ${bucket}`;
}

export function actionLine(
  { stage, action, outcome, seconds, message, outputs }: EventOf<'action-finished'>,
  paint: Paint,
): string {
  const [title, time] = [`${stage} / ${action}`, duration(seconds)];
  if (outcome === 'failed') return `${paint.bad('✖')} ${title}: failed after ${time}${message ? `: ${message}` : ''}`;
  if (outcome === 'abandoned') return `${paint.warning('!')} ${title}: abandoned after ${time}`;
  const text = outputs.Summary ?? message;
  return `${paint.good('✔')} ${title}: ${text ? `${text}, ` : ''}${time}`;
}

export function approvalLine(approval: EventOf<'approval-waiting'>, paint: Paint): string {
  const { stage, action, facts: known } = approval;
  const facts = [...aboutApproval(approval), ...(known ? besides(known) : [])].join(', ');
  return `${paint.warning('!')} ${stage} / ${action} waits for an approval${facts ? `: ${facts}` : ''}`;
}

/** The page of `approve --report` has more. */
function besides({ submittedBy, production }: ApprovalFacts): string[] {
  const serving = production?.evaluation?.summary.split(';')[0] ?? 'a model that is not known to have been judged';
  const says = `${production?.submission ?? production?.executionId ?? ''}, ${serving}`;
  return [
    ...(submittedBy === undefined ? [] : [`submitted by ${submittedBy}`]),
    production ? `in production: ${says}` : 'nothing is in production yet',
  ];
}

function aboutApproval({ submission, version, evaluation }: Partial<AwaitedApproval>): string[] {
  return [submission ?? [], version ? `version ${version}` : [], evaluation?.summary ?? []].flat();
}
