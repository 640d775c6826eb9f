import type { LabSettings } from '../../lab/accounts.ts';
import { metricText } from '../../lab/course/amounts.ts';
import { unitOf } from '../../lab/course/course.ts';
import { limitWord, metricName } from '../../lab/course/metrics.ts';
import { endpointName } from '../../lab/names.ts';
import { html, type Markup } from '../markup.ts';
import { picture, tableOf, value } from '../parts.ts';
import type { Handout } from './handout.ts';

const STAGES = 'The stages of the pipeline: Source, Train, NonProd, Approval if the lab has it, Production.';
const REFUSED =
  'Terminal: a submission of shuffled data is stopped in non-production, with its measure and the threshold.';

/** What becomes of a submission, and how to read it. */
export function release({ lab, pictures }: Handout): Markup {
  return html`<h2>4. The verdict</h2>
    <p>An upload starts the pipeline by itself. The whole way takes about a quarter of an hour.</p>
    <figure>${picture(pictures.pipeline, STAGES)}</figure>
    <p>
      A model passes if its ${metricName(lab.pipeline.metric, lab.taught.task)} is ${limitWord(lab.pipeline.metric)}
      <b>${threshold(lab)}</b>, on ${lab.taught.rows.several} that nobody who trains has seen, and if no single
      prediction is impossible. ${approval(lab)} Then it serves as ${value(endpointName(lab, 'production'))}, in place
      of the model before it.
    </p>
    <figure>
      ${picture(pictures.rejected, REFUSED)}
      <figcaption>A refusal: the last line has the stage that stopped it, the measure and the threshold.</figcaption>
    </figure>
    ${tableOf(
      ['Stopped by', 'Means', 'Do'],
      stops(lab).map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      ),
    )}`;
}

function threshold({ pipeline, taught: course }: LabSettings): string {
  return metricText(pipeline.metric, pipeline.threshold, unitOf(course).sign);
}

function approval({ pipeline }: LabSettings): string {
  return pipeline.approval
    ? 'Then it waits for up to seven days until somebody who runs the lab approves it; you see that it waits, and cannot answer yourself.'
    : 'Nobody has to approve it.';
}

/** As the guide has it, for data scientists. */
const stops = ({ taught: course }: LabSettings): readonly (readonly [by: string, means: string, what: string])[] => [
  ['TrainModel', 'the submission breaks a rule; each line names file, line and column', 'correct it, submit again'],
  [
    'GetTrainingStatus',
    "the training job failed; SageMaker's reason is there",
    'other hyperparameters, or what the reason says',
  ],
  [
    'DeployTo…, Get…Status',
    'the endpoint did not start; nothing is known against your model',
    'tell whoever runs the lab',
  ],
  [
    'EvaluateNonProd',
    `the model is not good enough, or gives an impossible answer for some ${course.rows.one}`,
    'a better model',
  ],
  ['ApproveRelease', 'somebody said no; the comment says why', 'talk to them'],
  [
    'EvaluateProduction',
    'it was good in non-production and is not in production; the previous model serves again',
    'tell whoever runs the lab',
  ],
];
