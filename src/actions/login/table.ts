import { UNSEEN } from '../../lab/unseen.ts';
import type { HandOut } from './hand-out.ts';

const COLUMNS = ['lab', 'person', 'email', 'session', 'account', 'link', 'link_until', 'keys', 'keys_until'] as const;

/** The links and keys of several people as CSV, for spreadsheets and mail merges (RFC 4180). */
export function tableOf(handOuts: readonly HandOut[]): string {
  return [COLUMNS.join(','), ...handOuts.map(lineOf)].join('\n');
}

function lineOf({ login, email = '', link = '', keys }: HandOut): string {
  const { lab, name, person, accountId, openUntil = '', expires = '' } = login;
  const cells = [lab, harmless(name), harmless(email), person, accountId, link, openUntil, keys, expires];
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/**
 * A spreadsheet takes a cell for a formula by its first character, also the first after what it takes for a separator
 * (OWASP, "CSV Injection"). Our own cells begin with letters and digits.
 */
function harmless(text: string): string {
  const shown = text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  return shown.replace(/(^|[,;|"'])( ?)(?=[=+\-@＝＋－＠])/g, "$1$2'");
}
