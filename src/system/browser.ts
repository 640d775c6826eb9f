import { spawn } from 'node:child_process';
import type { Browser } from '../ports/browser.ts';

/** How long an opener may take to report a failure; some run as long as the browser does. */
const PATIENCE = 2000;

/** The desktop's default browser. */
export const systemBrowser: Browser = {
  open(url) {
    const [program, ...args] = opener(url, process.platform);
    return new Promise((resolve) => {
      const child = spawn(program, args, { detached: true, stdio: 'ignore' });
      const opened = setTimeout(() => resolve(undefined), PATIENCE);
      const ended = (reason: string | undefined) => {
        clearTimeout(opened);
        resolve(reason);
      };
      child.on('error', (error: NodeJS.ErrnoException) =>
        ended(error.code === 'ENOENT' ? `there is no program ${program}` : error.message),
      );
      child.on('exit', (code) => ended(code ? `${program} ended with code ${String(code)}` : undefined));
      child.unref();
    });
  },
};

/** Runs no shell, since links contain characters that a shell would interpret. */
export function opener(url: string, platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
