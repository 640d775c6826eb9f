// @ts-check
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Threads run what was built.
if (isMainThread) {
  register('./hooks.js', import.meta.url, {
    data: JSON.parse(readFileSync(process.env['MUTATION_PLAN'] ?? '', 'utf8')),
  });
}
