import type { LabEvent } from '../../src/events.ts';
import type { ChoiceQuestion, Confirmation, SearchQuestion, TextQuestion, Ui } from '../../src/ports/ui.ts';

type Question = TextQuestion | ChoiceQuestion | SearchQuestion | Confirmation;

export interface AskedUi {
  readonly ui: Ui;
  /** What was asked, and what was told meanwhile. */
  readonly questions: Question[];
  readonly told: string[];
}

/** Somebody who answers each question by its flag, or nobody where there are no answers. */
export function askedUi(answers?: Readonly<Record<string, string | boolean>>): AskedUi {
  const [questions, told]: [Question[], string[]] = [[], []];
  const answer = <Answer>(question: Question): Promise<Answer> => {
    questions.push(question);
    const given = answers?.[question.flag];
    if (given === undefined) return Promise.reject(new Error(`nobody answers: ${question.message}`));
    return Promise.resolve(given as Answer);
  };
  const ui: Ui = {
    interactive: answers !== undefined,
    emit: (event: LabEvent) => void (event.type === 'notice' && told.push(`${event.level}: ${event.message}`)),
    reveal: () => undefined,
    ask: answer,
    choose: answer,
    search: answer,
    confirm: answer,
    close: () => undefined,
  };
  return { ui, questions, told };
}
