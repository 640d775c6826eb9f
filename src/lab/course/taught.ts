import type { LabSettings } from '../accounts.ts';
import { metricText } from './amounts.ts';
import { answerOf, unitOf } from './course.ts';
import { limitWord, metricName } from './metrics.ts';

/** What a lab teaches, and when a model passes, in the words of its course. */
export function taughtBy({ taught, pipeline: { metric, threshold } }: Pick<LabSettings, 'pipeline' | 'taught'>) {
  const { name, question, task } = taught;
  const limit = metricText(metric, threshold, unitOf(taught).sign);
  const passes = `${metricName(metric, task)} ${limitWord(metric)} ${limit}`;
  return { course: name, question, answer: answerOf(taught), passes };
}
