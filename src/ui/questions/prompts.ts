import { leftAtQuestion } from '../../errors.ts';
import type { ChoiceQuestion, SearchQuestion, TextQuestion } from '../../ports/ui.ts';
import { drain } from './drain.ts';
import { widthOf, type InputStream, type OutputStream } from '../streams.ts';
import { fold } from '../text/layout.ts';

export interface Prompts {
  ask(question: TextQuestion): Promise<string>;
  choose(question: ChoiceQuestion): Promise<string>;
  search(question: SearchQuestion): Promise<string>;
  confirm(question: { readonly message: string; readonly default: boolean }): Promise<boolean>;
  /** Cancels the open question, which would keep the process waiting forever. */
  close(): void;
}

interface Terminal {
  readonly stdin: InputStream;
  readonly stderr: OutputStream;
  readonly closed: AbortSignal;
}

type Question = {
  readonly type: 'input' | 'password' | 'select' | 'rawlist' | 'search' | 'confirm';
  readonly message: string;
} & Readonly<Record<string, unknown>>;

interface PromptOptions extends Omit<Terminal, 'closed'> {
  /** Whether choices are answered by their number, instead of in a list that is redrawn. */
  readonly numbered: boolean;
}

/** Questions go to stderr: stdout belongs to results. */
export function createPrompts({ numbered, ...streams }: PromptOptions): Prompts {
  const closing = new AbortController();
  const terminal = { ...streams, closed: closing.signal };
  const choose = ({ message, choices, default: suggestion }: Omit<ChoiceQuestion, 'flag'>) =>
    prompt<string>(terminal, { type: numbered ? 'rawlist' : 'select', message, choices, default: suggestion });
  return {
    ask: async ({ message, help, default: suggestion, validate, secret, fresh }) => {
      if (fresh) await drain(terminal.stdin);
      const width = widthOf(terminal.stderr);
      if (help) terminal.stderr.write(`${fold(`  ${help}`, width).join('\n')}\n`);
      const kind = secret ? 'password' : 'input';
      return prompt<string>(terminal, { type: kind, message, default: suggestion, validate: folded(validate, width) });
    },
    choose,
    search: ({ message, choices }) =>
      numbered
        ? choose({ message, choices })
        : prompt<string>(terminal, {
            type: 'search',
            message,
            source: (term = '') => matching(choices, term),
            pageSize: 10,
            theme: { style: { keysHelpTip: withTyping } },
          }),
    confirm: ({ message, default: suggestion }) =>
      prompt<boolean>(terminal, { type: 'confirm', message, default: suggestion }),
    close: () => closing.abort(),
  };
}

/** Inquirer puts `> ` before an objection, and breaks it in the middle of words. */
function folded(validate: TextQuestion['validate'], width: number): TextQuestion['validate'] {
  return (answer) => {
    const verdict = validate?.(answer) ?? true;
    return verdict === true ? true : fold(verdict, width - 2).join('\n');
  };
}

/** Below the list, as below other questions. */
function withTyping(keys: readonly (readonly [key: string, action: string])[]): string {
  return [...keys, ['type', 'filter']].map((each) => each.join(' ')).join(' • ');
}

/** Those whose names have all the words that were typed, before what always stays. */
function matching(choices: SearchQuestion['choices'], term: string): SearchQuestion['choices'] {
  const words = term.toLowerCase().split(/\s+/);
  const fits = ({ name }: { readonly name: string }) => words.every((word) => name.toLowerCase().includes(word));
  return [...choices.filter(fits), ...choices.filter((choice) => choice.always && !fits(choice))];
}

async function prompt<Answer>({ stdin, stderr, closed }: Terminal, question: Question): Promise<Answer> {
  const { createPromptModule } = await import('inquirer');
  const ended = endOfInput(stdin);
  try {
    const signal = AbortSignal.any([closed, ended.signal]);
    const ask = createPromptModule({ input: stdin, output: stderr, signal });
    const { answer } = await ask<{ answer: unknown }>({ ...question, name: 'answer' });
    return answer as Answer;
  } catch (error) {
    throw isAbandoned(error) ? leftAtQuestion() : error;
  } finally {
    ended.dispose();
  }
}

/** Inquirer waits forever when its input ends, so Ctrl-D has to abort the question like Ctrl-C does. */
function endOfInput(stdin: InputStream): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const onKey = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key?.ctrl && key.name === 'd') abort();
  };
  stdin.on('keypress', onKey).on('end', abort);
  return { signal: controller.signal, dispose: () => void stdin.off('keypress', onKey).off('end', abort) };
}

function isAbandoned(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}
