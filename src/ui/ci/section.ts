import type { LabEvent } from '../../events.ts';
import { workflowCommand } from './github.ts';
import type { Provider } from './provider.ts';

/** What a part of a log is about. */
export interface Phase {
  /** For GitLab: letters, digits and `_ . -`. */
  readonly name: string;
  readonly title: string;
}

/** A part of a log that can be folded. */
export interface Section extends Phase {
  /** Milliseconds. */
  readonly since: number;
}

/** The phase of a run that an event belongs to; what may happen in any belongs to none. */
export function phaseOf(event: LabEvent): Phase | undefined {
  switch (event.type) {
    case 'account':
      return { name: 'accounts', title: 'Accounts' };
    case 'asset':
    case 'stack-started':
    case 'stack-finished':
    case 'resource':
    case 'bucket-emptied':
    case 'deleted':
      return { name: 'stacks', title: 'Stacks' };
    case 'notebook-started':
    case 'notebook-finished':
      return { name: 'notebooks', title: 'Notebooks' };
    case 'submission':
      return { name: 'submission', title: 'Submission' };
    case 'execution-started':
    case 'execution-finished':
    case 'action-started':
    case 'action-finished':
    case 'approval-waiting':
      return { name: 'release', title: 'Release' };
    default:
      return undefined;
  }
}

/** What begins a section in the log; nothing where sections are unknown. */
export function openingOf(section: Section, provider: Provider): string[] {
  const { title, since } = section;
  if (provider === 'github') return [workflowCommand('group', title)];
  return provider === 'gitlab' ? [`${marker('start', section, since)}${title}`] : [];
}

/** `now` is in milliseconds. */
export function closingOf(section: Section, provider: Provider, now: number): string[] {
  if (provider === 'github') return [workflowCommand('endgroup', '')];
  return provider === 'gitlab' ? [marker('end', section, now)] : [];
}

/**
 * GitLab documentation, "Custom collapsible sections": names are unique in a log. Escape codes of others are made visible
 * before, so that none is forged.
 */
function marker(edge: 'start' | 'end', { name, since }: Section, now: number): string {
  const [begun, at] = [since, now].map((milliseconds) => String(Math.floor(milliseconds / 1000)));
  return `\u001B[0Ksection_${edge}:${at}:mlops_lab_${name}_${begun}\r\u001B[0K`;
}
