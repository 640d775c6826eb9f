import { type LabError, usageError } from '../../errors.ts';
import type { Ui } from '../../ports/ui.ts';
import type { Prompts } from './prompts.ts';
import type { View } from '../views/view.ts';

interface Participants {
  readonly interactive: boolean;
  /** Whether `--yes` answers every confirmation. */
  readonly yes: boolean;
  readonly view: View;
  readonly prompts: Prompts;
}

/** Asks one question at a time, with the terminal to itself; without a terminal the error names the flag instead. */
export function createDialogue({
  interactive,
  yes,
  view,
  prompts,
}: Participants): Pick<Ui, 'ask' | 'choose' | 'search' | 'confirm'> {
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <Answer>(question: { message: string; flag: string }, put: () => Promise<Answer>): Promise<Answer> => {
    if (!interactive) return Promise.reject(nobodyThere(question));
    const answer = turn.then(() => alone(view, put));
    turn = answer.catch(() => undefined);
    return answer;
  };

  return {
    ask: (question) => inTurn(question, () => prompts.ask(question)),
    choose: (question) => inTurn(question, () => prompts.choose(question)),
    search: (question) => inTurn(question, () => prompts.search(question)),
    confirm: (question) => (yes ? Promise.resolve(true) : inTurn(question, () => prompts.confirm(question))),
  };
}

async function alone<Answer>(view: View, put: () => Promise<Answer>): Promise<Answer> {
  view.suspend();
  try {
    return await put();
  } finally {
    view.resume();
  }
}

function nobodyThere({ message, flag }: { readonly message: string; readonly flag: string }): LabError {
  return usageError('no-terminal', `there is no terminal to ask on: ${message}`, `answer with ${flag}`);
}
