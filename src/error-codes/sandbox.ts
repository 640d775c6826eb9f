import type { ErrorEntries } from './entry.ts';

/** Rehearsals. */
export const SANDBOX = {
  'sandbox-folder': {
    exit: 'usage',
    what: 'A folder is no sandbox.',
    why: 'It holds other things, or is a file. `--sandbox DIR` takes the next word for the folder.',
    remedy: 'Name an empty or a new folder with `--sandbox=DIR`.',
  },
  'sandbox-not-kept': {
    exit: 'failed',
    what: 'The sandbox cannot be kept in its folder.',
    why: 'The disk is full, or the folder cannot be written.',
    remedy: 'Make room or make the folder writable, or name another one with `--sandbox=DIR`.',
  },
  'sandbox-in-use': {
    exit: 'failed',
    what: 'Another process uses the sandbox.',
    why: 'Two processes over one state would undo the work of each other.',
    remedy: 'Wait for the other command to end, or name another folder with `--sandbox=DIR`.',
  },
  'sandbox-damaged': {
    exit: 'usage',
    what: 'The state of the sandbox is damaged.',
    why: 'Something else than the sandbox wrote or changed it.',
    remedy: 'Delete the folder to begin a new sandbox, or name another one with `--sandbox=DIR`.',
  },
  'sandbox-newer': {
    exit: 'usage',
    what: 'A newer version of mlops-lab wrote the state of the sandbox.',
    why: 'This version cannot read it.',
    remedy: 'Use that version, or name another folder with `--sandbox=DIR`.',
  },
  'sandbox-organization': {
    exit: 'usage',
    what: 'The organization of a sandbox cannot be used.',
    why: '`organization.json` in its folder is not JSON, or something in it is not as `docs/sandbox.md` describes.',
    remedy: 'Correct what the error names, or remove the file.',
  },
  'sandbox-faults': {
    exit: 'usage',
    what: 'The faults that are laid into the sandbox cannot be understood.',
    why: '`faults.json` is not JSON, or has a kind or a member that does not exist.',
    remedy: 'Correct it. `docs/sandbox.md` describes all faults.',
  },
  'port-refused': {
    exit: 'usage',
    what: 'The sandbox cannot answer at the port.',
    why: 'Another program has it, or it needs more rights.',
    remedy: 'Choose another one with `--port`.',
  },
} as const satisfies ErrorEntries;
