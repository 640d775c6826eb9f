import type { Ui } from '../ports/ui.ts';
import { checkSettings, type Draft } from './check.ts';
import type { SettingPath } from './flags.ts';
import type { MissingAnswer } from './questions.ts';
import { withValue } from './settings-tree.ts';

export type Question = Pick<MissingAnswer, 'path' | 'flag' | 'message' | 'help' | 'default'> & {
  /** Whether an empty answer leaves the setting out. */
  readonly optional?: boolean;
};

/** Asks for one setting, again and again until the answer fits the schema and the other settings. */
export async function askForSetting(draft: Draft, question: Question, ui: Pick<Ui, 'ask'>): Promise<Draft> {
  const { path, message, help, flag, optional = false } = question;
  const suggestion = question.default === undefined ? {} : { default: question.default };
  const validate = (answer: string) => (optional && !answer.trim()) || validateAnswer(draft, path, answer.trim());
  const answer = (await ui.ask({ message, help, flag, validate, ...suggestion })).trim();
  return optional && !answer ? draft : withAnswer(draft, path, answer);
}

function validateAnswer(draft: Draft, path: SettingPath, answer: string): true | string {
  const [problem] = checkSettings(withAnswer(draft, path, answer)).problems;
  return problem ? `${problem.message}; ${problem.remedy}` : true;
}

export function withAnswer(draft: Draft, path: SettingPath, answer: string): Draft {
  const origin = new Map(draft.origin).set(path, { source: 'answer', where: 'your answer' });
  return { ...draft, values: withValue(draft.values, path.split('.'), answer), origin };
}
