import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { installed } from '../conformance/installed.ts';
import { BINARY, cleanEnvironment, workFolder } from '../support/binary.ts';
import { drawn } from '../support/sweep.ts';

/** What a run on a terminal of its own came to. */
interface Seen {
  readonly code: number;
  readonly bytes: number;
}

/** Enough for plan, progress and outputs of a lab, however often a calm view is redrawn; runaway drawing writes more in a second. */
const BOUND = 400_000;

/** Terminals on which a lab comes up, and goes. */
const LIVES: readonly Readonly<Record<'init' | 'teardown', Terminal>>[] = [
  { init: { columns: 0, rows: 0 }, teardown: { columns: 1, rows: 1 } },
  { init: { columns: 20, rows: 5 }, teardown: { columns: 80, rows: 24, resized: true } },
];

describe.runIf(installed('python3', 'the tool is not tried on terminals of several sizes'))('a terminal', () => {
  it.each(drawn(LIVES))(
    'of any size sees the lab come up and go, and is not flooded: $init, $teardown',
    async (life) => {
      const cwd = workFolder();
      for (const [command, terminal] of Object.entries(life)) {
        const { code, bytes } = await onTerminal(cwd, [command, '--sandbox', '--yes'], terminal);
        expect(code).toBe(0);
        expect(bytes).toBeLessThan(BOUND);
      }
    },
  );

  it.each(drawn([0, 1, 80]))('of %i columns is given back after SIGTERM', async (columns) => {
    const { code, bytes } = await onTerminal(workFolder(), ['init', '--sandbox', '--yes'], {
      columns,
      rows: 24,
      ended: true,
    });
    expect(code).toBe(130);
    expect(bytes).toBeLessThan(BOUND);
  });
});

interface Terminal {
  readonly columns: number;
  readonly rows: number;
  /** Between widths, every tenth of a second. */
  readonly resized?: true;
  /** By SIGTERM, as soon as the plan was shown. */
  readonly ended?: true;
}

function onTerminal(cwd: string, args: readonly string[], terminal: Terminal): Promise<Seen> {
  const env = cleanEnvironment({ cwd, env: { TERM: 'xterm' } });
  const child = spawn('python3', ['-c', PTY, JSON.stringify(terminal), process.execPath, BINARY, ...args], {
    cwd,
    env,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', () => done(JSON.parse(said) as Seen));
  });
}

const PTY = `
import fcntl, json, os, pty, select, signal, struct, sys, termios
terminal = json.loads(sys.argv[1])
def resize(fd, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", terminal["rows"], columns, 0, 0))
pid, fd = pty.fork()
if pid == 0:
    resize(0, terminal["columns"])
    os.execv(sys.argv[2], sys.argv[2:])
seen, widths, ended = b"", [0, 80, 1, 19, 40], False
while True:
    ready, _, _ = select.select([fd], [], [], 0.1)
    if ready:
        try:
            chunk = os.read(fd, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    if terminal.get("resized"):
        widths.append(widths.pop(0))
        resize(fd, widths[0])
    if terminal.get("ended") and not ended and b"to create" in seen:
        ended = True
        os.kill(pid, signal.SIGTERM)
_, status = os.waitpid(pid, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "bytes": len(seen)}))
`;
