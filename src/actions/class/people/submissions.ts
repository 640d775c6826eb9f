import { LabError } from '../../../errors.ts';
import type { PersonsSubmission, Verdict } from '../../../events.ts';
import { slots } from '../../../lab/slots.ts';
import type { Execution, Pipeline } from '../../../ports/pipeline.ts';
import type { ActionContext } from '../../context.ts';
import { operatorsPipeline } from '../../follow/operators-pipeline.ts';
import { readRevisionSummary } from '../../submit/revision-summary.ts';
import { verdictOf } from './verdict.ts';

/** What somebody submitted, and what became of the latest. */
export interface Submitted {
  /** The name of the session that submitted it, by its own account; absent where nothing says. */
  readonly person?: string | undefined;
  readonly submissions: number;
  readonly submission: PersonsSubmission;
  readonly verdict: Verdict;
}

/** CodePipeline limits the calls of an account. */
const AT_ONCE = 4;

/** By whom the pipeline's submissions are. A lab without a pipeline has none. */
export async function readSubmissions(context: ActionContext): Promise<Submitted[]> {
  const pipeline = await standingPipeline(context);
  if (!pipeline) return [];
  const inTurn = slots(AT_ONCE);
  const byPerson = new Map<string | undefined, Execution[]>();
  for (const execution of await submissionsIn(pipeline)) {
    const person = readRevisionSummary(execution.summary)?.person;
    const earlier = byPerson.get(person);
    if (earlier) earlier.push(execution);
    else byPerson.set(person, [execution]);
  }
  return Promise.all([...byPerson].map(([person, all]) => inTurn(() => submittedBy(pipeline, person, all))));
}

async function standingPipeline(context: ActionContext): Promise<Pipeline | undefined> {
  try {
    return await operatorsPipeline(context);
  } catch (error) {
    if (error instanceof LabError && error.code === 'no-pipeline') return undefined;
    throw error;
  }
}

/** The newest first. What an execution processes is known once it has read it. */
async function submissionsIn(pipeline: Pipeline): Promise<Execution[]> {
  return (await pipeline.history()).filter(({ version }) => version !== undefined);
}

async function submittedBy(
  pipeline: Pipeline,
  person: string | undefined,
  executions: readonly Execution[],
): Promise<Submitted> {
  const [latest] = executions as readonly [Execution, ...Execution[]];
  const { id: executionId, version, started, summary } = latest;
  const name = readRevisionSummary(summary)?.name;
  const at = new Date(started).toISOString();
  return {
    person,
    submissions: executions.length,
    submission: { ...(name && { name }), at, executionId, ...(version && { version }) },
    verdict: verdictOf(pipeline.name, latest, await pipeline.runsOf(executionId)),
  };
}
