import type { ResultEvent, RunHeader } from '../../events.ts';
import { redact } from '../../lab/redact.ts';
import { duration } from '../../lab/quantities.ts';
import { visibleEvent } from '../text/visible.ts';

type Ended = ResultEvent & Partial<RunHeader>;

const SIGNS: Readonly<Record<ResultEvent['status'], string>> = {
  succeeded: '✅',
  unchanged: '✅',
  failed: '❌',
  declined: '⚠️',
  interrupted: '⚠️',
};

/** How a run ended, as Markdown for the page of a workflow's run. What others wrote is text there, too. */
export function stepSummary(result: Ended): string {
  const shown = visibleEvent(redact(result));
  const sections = [
    headline(shown),
    placeOf(shown),
    errorOf(shown),
    labsOf(shown),
    stacksOf(shown),
    leftoversOf(shown),
    nextOf(shown),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function headline({ command, status, seconds, dryRun }: Ended): string {
  const time = seconds === undefined ? '' : ` in ${duration(seconds)}`;
  return `### ${SIGNS[status]} mlops-lab ${text(command)}: ${status}${time}${dryRun ? ' (planned only)' : ''}`;
}

function placeOf({ lab, region, accounts, rehearsal }: Ended): string {
  if (lab === undefined || region === undefined || !accounts) return rehearsal ? 'A rehearsal.' : '';
  const ids = [...new Set(Object.values(accounts))].map(text).join(', ');
  return `${rehearsal ? 'Rehearsal of lab' : 'Lab'} ${text(lab)} in ${text(region)}, accounts ${ids}.`;
}

function errorOf({ error }: Ended): string {
  if (!error) return '';
  const { code, message, hints } = error;
  return [`**${text(code)}**: ${text(message)}`, stepList(hints)].filter((part) => part !== '').join('\n\n');
}

function labsOf({ labs = [] }: Ended): string {
  const rows = labs.map(({ lab, status, error }) => [text(lab), status, text(error?.message.split('\n')[0] ?? '')]);
  return table(['lab', 'ended', 'because'], rows);
}

function stacksOf({ stacks = [] }: Ended): string {
  const rows = stacks.map((each) => [text(each.stackName), text(each.accountId), text(each.status), each.template]);
  return table(['stack', 'account', 'status', 'template'], rows);
}

function leftoversOf({ leftovers = [] }: Ended): string {
  const unexpected = leftovers.filter(({ expected }) => !expected);
  const rows = unexpected.map(({ kind, name, accountId, reason }) => [kind, name, accountId, reason].map(text));
  return table(['left behind', 'name', 'account', 'because'], rows);
}

function nextOf({ next = [] }: Ended): string {
  return next.length === 0 ? '' : `**Next**\n\n${stepList(next)}`;
}

function stepList(steps: NonNullable<Ended['next']>): string {
  return steps
    .map(({ say, command }) => `- ${text(say)}${command === undefined ? '' : `: <code>${text(command)}</code>`}`)
    .join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Every mark means itself after a backslash (CommonMark, "Backslash escapes"), and lines stay in their paragraph or cell. */
function text(words: string): string {
  return words.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&').replaceAll(/\s*\n\s*/g, '<br>');
}
