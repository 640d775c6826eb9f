import type { CourseRequest } from '../commands/command.ts';
import { interrupted, isInterruption, withNothingBegun, type ExitCode } from '../errors.ts';
import type { Outcome } from '../actions/outcome.ts';
import type { CourseContext } from '../actions/course/context.ts';
import { createUi } from '../ui/index.ts';
import { conclude } from './conclude.ts';
import { coursesIn } from './courses.ts';
import { Beginning, headerOf } from './header.ts';
import { reasonToEnd, type Io } from './io.ts';
import { endedByThrow, resultOf } from './results.ts';

/** Does something with courses, which needs no settings: nothing is deployed. */
export async function runOnCourses(request: CourseRequest, args: readonly string[], io: Io): Promise<ExitCode> {
  const { command, output } = request;
  const ui = await createUi({ ...io, output, yes: false });
  const beginning = new Beginning(ui, headerOf(command, {}));
  beginning.tell();
  const call = { command, flags: {}, options: { dryRun: false }, args };
  const context = { command, ui, courses: coursesIn(io) };
  const ended = await untilInterrupted(io.signal, done(request, context)).then(
    (outcome) => resultOf(outcome, call, io),
    (error: unknown) => endedByThrow(withoutCloud(error), call, io),
  );
  return conclude(ui, io, { ...ended, output, beginning });
}

async function done(request: CourseRequest, context: CourseContext): Promise<Outcome> {
  switch (request.verb) {
    case 'new':
      return (await import('../actions/course/new.ts')).newCourse(context, request);
    case 'check':
      return (await import('../actions/course/check.ts')).checkCourse(context, request.course);
    case 'list':
      return (await import('../actions/course/list.ts')).listCourses(context);
  }
}

function untilInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(reasonToEnd(signal) ?? interrupted());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]);
}

/** Nothing of it goes on anywhere. */
function withoutCloud(error: unknown): unknown {
  return isInterruption(error) ? withNothingBegun('interrupted; nothing was written') : error;
}
