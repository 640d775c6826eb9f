/** The process that runs functions, with no rights but those that they need: an environment is a thread in it. */
import { Host } from './host.ts';
import { asText, fromText, hearLines, line, type FromProcess, type ToProcess } from './messages.ts';
import type { ForwardedAnswer, ForwardedRequest } from './protocol.ts';

const hosts = new Map<number, Host>();
const asked = new Map<number, (answer: ForwardedAnswer) => void>();
let asks = 0;

function tell(message: FromProcess): void {
  process.stdout.write(line(message));
}

function askFor(environment: number) {
  return (request: ForwardedRequest) =>
    new Promise<ForwardedAnswer>((resolve) => {
      asks += 1;
      asked.set(asks, resolve);
      tell({ kind: 'ask', environment, ask: asks, request: asText(request) });
    });
}

async function run({ environment, start, task }: Extract<ToProcess, { kind: 'run' }>): Promise<void> {
  const host = hosts.get(environment) ?? new Host(start, askFor(environment));
  hosts.set(environment, host);
  tell({ kind: 'result', environment, result: await host.perform(task) });
}

hearLines<ToProcess>(process.stdin, (message) => {
  switch (message.kind) {
    case 'run':
      void run(message);
      break;
    case 'answer': {
      const { response, elapsed } = message;
      asked.get(message.ask)?.({ elapsed, ...(response && { response: fromText(response) }) });
      asked.delete(message.ask);
      break;
    }
    case 'end':
      hosts.get(message.environment)?.close();
      hosts.delete(message.environment);
      break;
  }
});
// Whoever reads is gone, and with them everybody who could want anything.
process.stdin.on('close', () => process.exit());
