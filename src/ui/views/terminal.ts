import type { ChoiceQuestion, TextQuestion } from '../../ports/ui.ts';
import type { Prompts } from '../questions/prompts.ts';
import { redactText } from '../text/redact.ts';
import type { OutputStream } from '../streams.ts';
import type { View } from './view.ts';
import { visible, visibleEvent } from '../text/visible.ts';

/**
 * Where text leaves for people, and so where what others wrote is made visible: names, messages of AWS, file names,
 * values that were typed. Colours are put on afterwards.
 */
export function visibleView(view: View): View {
  return {
    emit: (event) => view.emit(visibleEvent(event)),
    reveal: (secret) => view.reveal({ ...secret, text: visible(secret.text) }),
    suspend: () => view.suspend(),
    resume: () => view.resume(),
    close: () => view.close(),
  };
}

/** Questions are no events, and go to the terminal by themselves. */
export function visiblePrompts(prompts: Prompts): Prompts {
  return {
    ask: (question) => prompts.ask(visibleQuestion(question)),
    choose: (question) => prompts.choose(visibleChoice(question)),
    confirm: (question) => prompts.confirm({ ...question, message: plain(question.message) }),
    close: () => prompts.close(),
  };
}

/** For what is written without any view, such as a help text. */
export function writeVisibly(stream: OutputStream, text: string): void {
  stream.write(plain(text));
}

/** A suggestion that is not what it looks like is none. */
function visibleQuestion(question: TextQuestion): TextQuestion {
  const { message, help, validate, default: suggestion, ...others } = question;
  return {
    ...others,
    message: plain(message),
    ...(suggestion !== undefined && plain(suggestion) === suggestion && { default: suggestion }),
    ...(help !== undefined && { help: plain(help) }),
    ...(validate && { validate: (answer) => plainVerdict(validate(answer)) }),
  };
}

function visibleChoice({ message, choices, ...question }: ChoiceQuestion): ChoiceQuestion {
  const shown = choices.map(({ value, name }) => ({ value, name: plain(name) }));
  return { ...question, message: plain(message), choices: shown };
}

function plainVerdict(verdict: true | string): true | string {
  return verdict === true ? true : plain(verdict);
}

function plain(text: string): string {
  return visible(redactText(text));
}
