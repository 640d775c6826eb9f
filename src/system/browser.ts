import { spawn } from 'node:child_process';
import type { Browser } from '../ports/browser.ts';

/** How long an opener may take to say that it cannot; some stay as long as the browser does. */
const PATIENCE = 2000;

/** The browser that the desktop opens pages with. */
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

/** No shell: links are full of characters that mean something to one. */
export function opener(url: string, platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
