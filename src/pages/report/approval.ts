import type { ApprovalFacts, EarlierRelease, Evaluation, ReleaseReport } from '../../events.ts';
import { limitWord } from '../../lab/course/metrics.ts';
import { documentOf } from '../document.ts';
import { html, type Markup } from '../markup.ts';
import { tableOf, time } from '../parts.ts';
import type { ApprovalReport } from './approval-report.ts';
import {
  asked,
  confusionTable,
  judgement,
  type Judging,
  largestErrors,
  measured,
  metricsOf,
  withInterval,
} from './measures.ts';
import { facts, name, row, steps, term, verdictLine, wentWrong, whatNext } from './parts.ts';
import { REPORT_STYLE } from './style.ts';

/** What somebody decides a release by, as one page that needs nothing else. */
export function approvalPage(report: ApprovalReport): string {
  const title = report.approval
    ? `Release of “${report.approval.submission ?? report.approval.executionId}” to production`
    : `Releases of the lab “${report.lab}”`;
  const body = html`<h1>${title}</h1>
    ${verdictLine(report.answer ? 'good' : report.status === 'failed' ? 'bad' : 'open', verdict(report))}
    ${about(report)} ${wentWrong(report)} ${measures(report)} ${whoAndWhat(report)} ${effects(report)}
    ${answering(report)} ${history(report)} ${isAnswered(report) ? whatNext(report) : ''}
    <h2>This page</h2>
    ${facts(report)}`;
  return documentOf({ title, style: REPORT_STYLE, body });
}

function isAnswered({ answer }: ApprovalReport): boolean {
  return answer !== undefined;
}

function verdict({ status, approval, answer }: ApprovalReport): string {
  if (answer) return answer.verdict === 'approved' ? 'Approved.' : 'Rejected.';
  if (status === 'failed') return 'It was not answered.';
  return approval ? 'Waits for your decision.' : 'Nothing waits for an approval.';
}

function about({ answer, callers }: ApprovalReport): Markup {
  if (!answer) return html``;
  const [caller] = callers;
  return html`<dl>${caller ? term('By', name(caller.principal)) : ''} ${term('Comment', name(answer.comment))}</dl>`;
}

/** The model beside the one that serves, by every metric. */
function measures({ approval }: ApprovalReport): Markup {
  const { evaluation, facts: known } = approval ?? {};
  if (!evaluation) return html``;
  const serving = known?.production?.evaluation;
  const rows = metricsOf([evaluation]).map((each) => measureRow(each, evaluation, serving));
  const errors = row(
    'largest errors',
    largestErrors(evaluation),
    'not known',
    'decide nothing',
    serving ? largestErrors(serving) : 'nothing',
  );
  return html`<h2>How good it is</h2>
    <p>Measured in non-production, through its endpoint.</p>
    ${asked(evaluation)}
    ${tableOf(
      ['Measure', 'This model', 'By guessing', 'Threshold', 'In production'],
      evaluation.largestErrors ? [...rows, errors] : rows,
    )}
    ${confusionTable(evaluation)}
    <p>Model package ${name(evaluation.modelPackageArn)}</p>`;
}

function measureRow({ metric, title }: Judging, evaluation: Evaluation, serving: Evaluation | undefined): Markup {
  const decides = metric === evaluation.metric;
  return row(
    decides ? html`<b>${title}</b>` : title,
    withInterval(metric, evaluation),
    measured(metric, evaluation.baselines[metric], evaluation),
    decides
      ? html`${limitWord(metric)} ${measured(metric, evaluation.threshold, evaluation)}, ${judgement(evaluation)}`
      : 'decides nothing',
    serving ? measured(metric, serving.metrics[metric], serving) : 'nothing',
  );
}

function whoAndWhat({ approval }: ApprovalReport): Markup {
  if (!approval) return html``;
  const { submission, version, executionId, evaluation, facts: known } = approval;
  const { submittedBy, began, holdOut } = known ?? {};
  return html`<h2>Who, and on which data</h2>
    <dl>
      ${submission === undefined ? '' : term('Submission', name(submission))}
      ${term('Submitted by', submittedBy === undefined ? 'unknown' : name(submittedBy))}
      ${began === undefined ? '' : term('Pipeline began', time(began))}
      ${version === undefined ? '' : term('Version', name(version))} ${term('Execution', executionId)}
      ${evaluation ? term('Judged on', `${String(evaluation.rows)} rows of hold-out data that no submitter can read`) : ''}
      ${holdOut ? html`${term('Hold-out data', name(holdOut.key))} ${term('Its SHA-256', holdOut.sha256)}` : ''}
    </dl>`;
}

function effects({ approval, answer }: ApprovalReport): Markup {
  const { facts: known } = approval ?? {};
  if (!known || answer) return html``;
  const { endpoint, behind } = known;
  const waiting = behind.length === 0 ? '' : html`<li>Behind it wait ${behind.join(', ')}.</li>`;
  return html`<h2>What a decision does</h2>
    <ul>
      <li>
        Approved, the pipeline deploys the model to ${name(endpoint)} in place: callers keep their endpoint. It judges
        it there again, on the same data, and ${putsBack(known)} if that fails.
      </li>
      <li>
        Rejected, the release ends and production stays as it is. What --comment says is kept in the pipeline's history.
      </li>
      <li>Unanswered, it fails seven days after it began to wait (CodePipeline's limit).</li>
      ${waiting}
    </ul>`;
}

function putsBack({ production }: ApprovalFacts): string {
  if (!production) return 'leaves production without a model';
  return `puts ${production.submission === undefined ? 'the model that serves today' : `“${production.submission}”`} back`;
}

function answering({ approval, answer }: ApprovalReport): Markup {
  if (!approval || answer) return html``;
  return html`<h2>How to answer</h2>
    ${steps(approval.next)}`;
}

const OUTCOMES: Readonly<Record<ReleaseReport['outcome'], string>> = {
  released: 'released',
  failed: 'failed',
  rejected: 'rejected',
  stopped: 'stopped',
  superseded: 'superseded',
  waiting: 'waits',
};

function history({ approval }: ApprovalReport): Markup {
  const { production, earlier = [] } = approval?.facts ?? {};
  if (earlier.length === 0) return html``;
  const metrics = metricsOf(earlier.flatMap(({ evaluation }) => evaluation ?? []));
  return html`<h2>Earlier releases</h2>
    ${tableOf(
      ['Began', 'Submission', 'By', 'Came to', ...metrics.map(({ title }) => title)],
      earlier.map((each) => earlierRow(each, metrics, each.executionId === production?.executionId)),
    )}`;
}

function earlierRow(each: EarlierRelease, metrics: readonly Judging[], isServing: boolean): Markup {
  const { began, submission = 'unknown', submittedBy = 'unknown', outcome, evaluation } = each;
  return row(
    time(began),
    name(submission),
    name(submittedBy),
    isServing ? html`<b>in production</b>` : OUTCOMES[outcome],
    ...metrics.map(({ metric }) =>
      evaluation ? measured(metric, evaluation.metrics[metric], evaluation) : 'not judged',
    ),
  );
}
