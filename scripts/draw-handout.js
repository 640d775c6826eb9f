/**
 * Takes the picture of README that shows a handout: of a lab that is rehearsed for it, by a Chromium without a window. `chromium` has to
 * be on PATH, or its path in CHROMIUM. Commit the result, docs/pictures/handout.webp. Letters are this machine's, so that no
 * test compares the bytes.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inFolder } from './run-in-folder.js';

const PICTURE = fileURLToPath(new URL('../docs/pictures/handout.webp', import.meta.url));
const [WIDTH, HEIGHT, SCALE] = [900, 800, 0.75];

const webp = await inFolder({}, async (run, folder) => {
  run(['init', '--sandbox', '--yes']);
  run(['handout', '--sandbox', '--contact', 'Grace, room 12', '--until', '2030-12-24']);
  return pictureOf(pathToFileURL(join(folder, 'handout/mlops-lab.html')).href);
});
writeFileSync(PICTURE, webp);

/** @param {string} url @returns {Promise<Buffer>} */
async function pictureOf(url) {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-pipe'];
  const browser = spawn(process.env['CHROMIUM'] ?? 'chromium', args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const call = caller(browser);
    const { targetId } = await call('Target.createTarget', { url: 'about:blank', width: WIDTH, height: HEIGHT });
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    await call('Page.enable', {}, sessionId);
    await call('Page.navigate', { url }, sessionId);
    await call('Runtime.evaluate', { expression: 'document.fonts.ready', awaitPromise: true }, sessionId);
    const clip = { x: 0, y: 0, width: WIDTH, height: HEIGHT, scale: SCALE };
    const { data } = await call(
      'Page.captureScreenshot',
      { format: 'webp', quality: 55, clip, captureBeyondViewport: true },
      sessionId,
    );
    return Buffer.from(data ?? '', 'base64');
  } finally {
    browser.kill();
  }
}

/**
 * Calls of the DevTools protocol over the browser's pipes: JSON, each message ended by a zero.
 * @param {import('node:child_process').ChildProcess} browser
 * @returns {(method: string, params: object, sessionId?: string) => Promise<Record<string, string>>}
 */
function caller(browser) {
  const [, , , requests, answers] = browser.stdio;
  /** @type {Map<number, (answer: { result?: Record<string, string>, error?: { message: string } }) => void>} */
  const waiting = new Map();
  let [text, last] = ['', 0];
  answers?.on('data', (/** @type {Buffer} */ chunk) => {
    const messages = (text + chunk.toString()).split('\0');
    text = messages.pop() ?? '';
    for (const message of messages.map((each) => JSON.parse(each))) waiting.get(message.id)?.(message);
  });
  return (method, params, sessionId) =>
    new Promise((done, fail) => {
      const id = ++last;
      browser.once('exit', () => fail(new Error('the browser ended')));
      waiting.set(id, ({ result, error }) => (result ? done(result) : fail(new Error(error?.message))));
      /** @type {import('node:stream').Writable} */ (requests).write(
        `${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`,
      );
    });
}
