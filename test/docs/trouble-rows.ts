import { readPage } from './shell-blocks.ts';

interface Row {
  readonly error: string;
  /** The test that proves it, where that is another one. */
  readonly provenIn?: string;
}

const [, TROUBLES = ''] = readPage('docs/lab-guide.md').split('\n## Troubleshooting\n');

const ROWS: readonly Row[] = [...TROUBLES.matchAll(/^\| `(?<error>[^`]+)` \|(?<rest>.*)\|$/gm)].map(({ groups }) => {
  const [, provenIn] = /Proven in `(test\/[^`]+)`/.exec(groups?.['rest'] ?? '') ?? [];
  return { error: groups?.['error'] ?? '', ...(provenIn && { provenIn }) };
});

/** The rows of the guide's troubleshooting tables that another test proves. */
export const PROVEN_ELSEWHERE = ROWS.flatMap(({ error, provenIn }) => (provenIn ? [{ error, provenIn }] : []));

/** The errors of all others. */
export const TO_REPRODUCE = ROWS.filter(({ provenIn }) => provenIn === undefined).map(({ error }) => error);
