// @ts-check
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

register('./hooks.js', import.meta.url, { data: JSON.parse(readFileSync(process.env['MUTATION_PLAN'] ?? '', 'utf8')) });
