import type { HandoutReport } from '../../lab/handout.ts';
import { count } from '../../lab/quantities.ts';

/** What was written, and where to begin. */
export function handoutLines({ folder, start, files }: HandoutReport): string[] {
  return [
    `${count(files.length, 'page')} in ${folder}, to print or to send: there is no secret in them`,
    `  begin with ${start}`,
  ];
}
