import type { Evaluation, ReleaseReport } from '../../events.ts';
import { count, duration, size } from '../../lab/quantities.ts';
import { limitWord, metricName } from '../../lab/course/metrics.ts';
import type { Environment } from '../../lab/release.ts';
import { documentOf } from '../document.ts';
import { html, type Markup } from '../markup.ts';
import { tableOf } from '../parts.ts';
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
import { facts, lookOf, name, row, secondsBetween, term, verdictLine, wentWrong, whatNext } from './parts.ts';
import type { ActionDone, ReleaseReportFile } from './release-report.ts';
import { REPORT_STYLE } from './style.ts';
import { timeline, type Bar } from './timeline.ts';

/** The report of a submission as one page that needs nothing else. */
export function releasePage(report: ReleaseReportFile): string {
  const { submission, release } = report;
  const called = submission?.name ?? release?.submission;
  const title = called === undefined ? `A release of the lab “${report.lab}”` : `Submission “${called}”`;
  const body = html`<h1>${title}</h1>
    ${verdictLine(lookOfRelease(report), verdict(report))} ${facts(report, about(report))} ${wentWrong(report)}
    ${measures(release?.evaluations ?? [])} ${whatTookTime(report)} ${endpoints(release)} ${whatNext(report)}`;
  return documentOf({ title, style: REPORT_STYLE, body });
}

const OUTCOMES: Readonly<Record<ReleaseReport['outcome'], string>> = {
  released: 'Released: the model serves in production.',
  failed: 'Not released: the release failed.',
  rejected: 'Not released: the release was rejected.',
  stopped: 'Not released: the release was stopped.',
  superseded: 'Not released: a later submission took its place.',
  waiting: 'Waits for an approval.',
};

function lookOfRelease(report: ReleaseReportFile): ReturnType<typeof lookOf> {
  return report.release?.outcome === 'waiting' ? 'open' : lookOf(report);
}

function verdict({ status, dryRun, submission, release }: ReleaseReportFile): string {
  if (status === 'interrupted') return 'Interrupted; the pipeline goes on without this machine.';
  if (release) return OUTCOMES[release.outcome];
  if (status === 'failed') return 'The submission failed.';
  if (dryRun) return 'Checked only; nothing was uploaded.';
  if (status === 'unchanged') return 'Submitted before; it was not submitted again.';
  return submission?.version === undefined ? 'Nothing was submitted.' : 'Submitted; the pipeline takes it from here.';
}

function about({ submission, release }: ReleaseReportFile): Markup[] {
  const version = submission?.version ?? release?.version;
  return [
    ...(submission ? [term('Submitted', contentOf(submission)), term('Bucket', name(submission.bucket))] : []),
    ...(version === undefined ? [] : [term('Version', name(version))]),
    ...(release ? [term('Execution', `${release.executionId} of the pipeline ${release.pipeline}`)] : []),
  ];
}

function contentOf({ kind, rows = 0, bytes }: NonNullable<ReleaseReportFile['submission']>): string {
  return `${kind === 'model' ? 'a model' : `data, ${count(rows, 'row')}`}, ${size(bytes)} packed`;
}

const ENVIRONMENTS: Readonly<Record<Environment, string>> = { nonprod: 'Non-production', production: 'Production' };

/** How the model did wherever it was judged, by the metric that decides and by the others, beside a guess. */
function measures(evaluations: readonly Evaluation[]): Markup {
  const last = evaluations.at(-1);
  if (!last) return html``;
  const metrics = metricsOf(evaluations);
  const heads = [
    'Where',
    'Judged',
    'By',
    ...metrics.map(({ title }) => title),
    'Threshold',
    ...(last.largestErrors ? ['Largest error'] : []),
    'Hold-out rows',
  ];
  const models = [...new Set(evaluations.map(({ modelPackageArn }) => modelPackageArn))].filter((arn) => arn !== '');
  return html`<h2>How good it is</h2>
    ${asked(last)}
    ${tableOf(heads, [...evaluations.map((each) => evaluationRow(each, metrics)), guessRow(last, metrics)])}
    ${confusionTable(last)} ${models.map((arn) => html`<p>Model package ${name(arn)}</p>`)}`;
}

function evaluationRow(each: Evaluation, metrics: readonly Judging[]): Markup {
  return row(
    ENVIRONMENTS[each.environment],
    judgement(each),
    metricName(each.metric, each.task),
    ...metrics.map(({ metric }) => withInterval(metric, each)),
    `${limitWord(each.metric)} ${measured(each.metric, each.threshold, each)}`,
    ...(each.largestErrors ? [largestErrors(each)] : []),
    String(each.rows),
  );
}

/** What needs no model. */
function guessRow(each: Evaluation, metrics: readonly Judging[]): Markup {
  const guesses = metrics.map(({ metric }) => measured(metric, each.baselines[metric], each));
  return row('By guessing', '', '', ...guesses, '', ...(each.largestErrors ? [''] : []), String(each.rows));
}

function whatTookTime({ actions, ended }: ReleaseReportFile): Markup {
  if (actions.length === 0) return html``;
  return html`<h2>What took time</h2>
    ${timeline(actions.map(barOf), ended)}`;
}

function barOf({ stage, action, began, ended, outcome, says }: ActionDone): Bar {
  const title = `${stage} / ${action}`;
  if (ended === undefined) return { name: title, says: 'goes on', began, look: 'open' };
  const took = duration(secondsBetween(began, ended));
  if (outcome === 'succeeded') return { name: title, says: `done in ${took}`, began, ended, look: 'good' };
  const why = says === undefined ? '' : `: ${says}`;
  return { name: title, says: `${outcome ?? 'ended'} after ${took}${why}`, began, ended, look: 'bad' };
}

function endpoints(release: ReleaseReport | undefined): Markup {
  const named = Object.entries(release?.endpoints ?? {});
  if (named.length === 0) return html``;
  return html`<h2>Endpoints</h2>
    <dl>${named.map(([environment, endpoint]) => term(ENVIRONMENTS[environment as Environment], name(endpoint)))}</dl>`;
}
