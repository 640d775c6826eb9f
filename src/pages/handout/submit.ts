import { answerOf } from '../../lab/course/course.ts';
import { html, type Markup } from '../markup.ts';
import { commandLine, picture, value } from '../parts.ts';
import type { Handout } from './handout.ts';

const FOLLOWED =
  'Terminal: a submission is checked and uploaded, then followed through the stages of the pipeline to production.';

/** From data to a submission. */
export function submit({ commands, lab: { taught: course }, pictures }: Handout): Markup {
  return html`<h2>3. Train and submit</h2>
    <p>${course.question} The answer is ${answerOf(course)}.</p>
    <p>
      In JupyterLab open the folder ${value('mlops-lab')} and in it ${value(`${course.name}.ipynb`)}. Run one cell after
      the other with Shift+Enter. You look at the data, say what <i>good</i> means, train here and in SageMaker,
      evaluate as the pipeline will, submit, and read the verdict.
    </p>
    <p>From your own machine the command does the same with the lab's own data, or with yours:</p>
    ${commandLine(commands.submit)} ${commandLine(commands.submitYours)}
    <p>
      It checks by the very rules of the pipeline before anything is uploaded. Prefer data to a finished model: what the
      pipeline trains itself, anybody can train again.
    </p>
    <figure>
      ${picture(pictures.submit, FOLLOWED)}
      <figcaption>What it looks like. Shortened; the times are those of the sandbox.</figcaption>
    </figure>`;
}
