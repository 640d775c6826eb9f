import type { Ui } from '../ports/ui.ts';
import { createDialogue } from './dialogue.ts';
import { createPrompts } from './prompts.ts';
import { type Environment, type InputStream, isInteractive, type OutputStream, surviveClosedPipe } from './streams.ts';
import type { View } from './view.ts';

export interface UiOptions {
  readonly output: 'text' | 'json';
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Environment;
  /** Nothing but what was asked for and why there is none, for commands that other programs run. */
  readonly quiet?: boolean;
  /** `--yes`: every confirmation is given beforehand. */
  readonly yes: boolean;
  /** Milliseconds; what the live view reckons elapsed times by, virtual in a rehearsal. */
  readonly now?: () => number;
}

/** The user interface of a run. Only the parts that the run needs are loaded. */
export async function createUi(options: UiOptions): Promise<Ui> {
  const { stdin, stdout, stderr, env, yes } = options;
  [stdout, stderr].forEach(surviveClosedPipe);
  const interactive = isInteractive(stdin, stderr, env);
  const view = await createView(options, interactive && !yes);
  const prompts = createPrompts({ stdin, stderr });
  const close = () => {
    prompts.close();
    view.close();
  };
  return {
    interactive,
    emit: (event) => view.emit(event),
    reveal: (secret) => view.reveal(secret),
    close,
    ...createDialogue({ interactive, yes, view, prompts }),
  };
}

async function createView(options: UiOptions, asks: boolean): Promise<View> {
  if (options.quiet) return (await import('./quiet.ts')).createQuietView(options.stdout, options.stderr);
  if (options.output === 'json') return (await import('./json.ts')).createJsonView(options.stdout);
  return (await import('./console.ts')).createConsoleView({ ...options, now: options.now ?? Date.now, asks });
}
