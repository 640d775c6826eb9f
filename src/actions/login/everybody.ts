import { LabError, reasonOf } from '../../errors.ts';
import { inOrderOfLabs } from '../class/in-order.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { handOuts, type HandOut } from './hand-out.ts';
import { tableOf } from './table.ts';

/** Where links and keys go: a file that nobody else can read, or stdout. */
interface Destination {
  readonly file?: string | undefined;
}

/** Collects what is handed out in several labs, for one table at the end. */
interface LoginOfEverybody {
  readonly inLab: (context: ActionContext) => Promise<Outcome>;
  readonly conclude: (outcome: Outcome) => Promise<Outcome>;
}

/** Links and keys for each person of one lab or of several. */
export function loginOfEverybody({ file }: Destination): LoginOfEverybody {
  const made = new Map<string, readonly HandOut[]>();
  let deliver: (text: string) => Promise<void> = () => Promise.resolve();
  return {
    inLab: async (context) => {
      if (file !== undefined) await context.files.tryReplacing(file).catch((error: unknown) => unwritten(file, error));
      const ofLab = await handOuts(context);
      made.set(context.lab.name, ofLab);
      deliver = (text) => delivered(context, file, text);
      const logins = ofLab.map(({ login }) => login);
      return { command: context.command, status: logins.length > 0 ? 'succeeded' : 'unchanged', logins };
    },
    conclude: async (outcome) => {
      const all = inOrderOfLabs(outcome, made);
      if (all.length > 0) await deliver(tableOf(all));
      const logins = all.map(({ login }) => login);
      return { ...outcome, logins, ...(file !== undefined && all.length > 0 && { loginsFile: file }) };
    },
  };
}

async function delivered({ files, ui }: ActionContext, file: string | undefined, text: string): Promise<void> {
  if (file === undefined) {
    ui.reveal({ name: 'logins-csv', text });
    return;
  }
  await files.writePrivately(file, `${text}\n`).catch((error: unknown) => unwritten(file, error));
}

function unwritten(file: string, error: unknown): never {
  throw new LabError({
    code: 'logins-unwritten',
    message: `links and keys cannot be written to ${file}: ${reasonOf(error)}`,
    hint: 'name another file with --file, and run the same command again',
    cause: error,
  });
}
