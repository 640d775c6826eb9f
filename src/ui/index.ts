import type { Variables } from '../ports/variables.ts';
import type { Ui } from '../ports/ui.ts';
import { providerOf } from './ci/provider.ts';
import { createDialogue } from './questions/dialogue.ts';
import { createPrompts } from './questions/prompts.ts';
import { redact } from '../lab/redact.ts';
import { keepFailures } from './stream-failures.ts';
import { type InputStream, isAccessible, isInteractive, type OutputStream } from './streams.ts';
import { visiblePrompts, visibleView } from './views/terminal.ts';
import type { View } from './views/view.ts';

export interface UiOptions {
  readonly output: 'text' | 'json';
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Variables;
  /** Prints only the requested text, or the reason why there is none, for commands that other programs run. */
  readonly bare?: boolean;
  /** Tells only warnings on the way to the result. */
  readonly quiet?: boolean;
  /** `--yes` answers every confirmation. */
  readonly yes: boolean;
  /** Milliseconds, for elapsed times in the live view; virtual in a rehearsal. */
  readonly now?: () => number;
}

/** The user interface of a run. Only the parts that the run needs are loaded. */
export async function createUi(options: UiOptions): Promise<Ui> {
  const { stdin, stdout, stderr, env, yes } = options;
  [stdout, stderr].forEach(keepFailures);
  const interactive = isInteractive(stdin, stderr, env);
  const view = await createView(options, interactive && !yes);
  const prompts = visiblePrompts(createPrompts({ stdin, stderr, numbered: isAccessible(env) }));
  const close = () => {
    prompts.close();
    view.close();
  };
  return {
    interactive,
    emit: (event) => view.emit(redact(event)),
    reveal: (secret) => view.reveal(secret),
    close,
    ...createDialogue({ interactive, yes, view, prompts }),
  };
}

async function createView(options: UiOptions, asks: boolean): Promise<View> {
  const { output, bare, stdout, stderr, env, quiet = false, now = Date.now } = options;
  if (bare) return visibleView((await import('./views/bare.ts')).createBareView(stdout, stderr, env));
  if (output === 'json') return (await import('./views/json.ts')).createJsonView(stdout, now);
  const { createConsoleView } = await import('./views/console.ts');
  const view = createConsoleView({ ...options, quiet, now, asks });
  const provider = providerOf(env);
  if (!provider) return visibleView(view);
  const { createCiView } = await import('./ci/view.ts');
  return visibleView(createCiView(view, { provider, stdout, stderr, now, quiet }));
}
