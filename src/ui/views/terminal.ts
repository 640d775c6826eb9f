import type { ChoiceQuestion, SearchQuestion, TextQuestion } from '../../ports/ui.ts';
import type { Variables } from '../../ports/variables.ts';
import { guardOf } from '../ci/github.ts';
import type { Prompts } from '../questions/prompts.ts';
import { redactText } from '../../lab/redact.ts';
import type { OutputStream } from '../streams.ts';
import type { View } from './view.ts';
import { visible, visibleEvent } from '../text/visible.ts';

/**
 * The exit for all text for people, and so the place that makes others' text visible: names, messages of AWS, file
 * names, typed values. Colours are added afterwards.
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

/** Questions are no events, and are printed directly. */
export function visiblePrompts(prompts: Prompts): Prompts {
  return {
    ask: (question) => prompts.ask(visibleQuestion(question)),
    choose: (question) => prompts.choose(visibleChoice(question)),
    search: (question) => prompts.search(visibleSearch(question)),
    confirm: (question) => prompts.confirm({ ...question, message: plain(question.message) }),
    close: () => prompts.close(),
  };
}

/** For text written without a view, such as a help text. */
export function writeVisibly(stream: OutputStream, text: string, env: Variables): void {
  stream.write(guardOf(env)(plain(text)));
}

/** A suggestion that contains hidden characters is dropped. */
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

function visibleSearch({ message, choices, ...question }: SearchQuestion): SearchQuestion {
  const shown = choices.map((choice) => ({ ...choice, name: plain(choice.name) }));
  return { ...question, message: plain(message), choices: shown };
}

function plainVerdict(verdict: true | string): true | string {
  return verdict === true ? true : plain(verdict);
}

function plain(text: string): string {
  return visible(redactText(text));
}
