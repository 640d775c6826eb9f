import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import type { Draft } from '../check.ts';
import { flagName, flagOf } from '../flags.ts';
import type { LoadedSettings } from '../loaded-settings.ts';
import { valueAt } from '../settings-tree.ts';
import { askAccount, withoutAccount } from './account.ts';
import type { Guide } from './surroundings.ts';
import { askRegion, likelyRegions } from './region.ts';
import { introduction, summary } from './words.ts';

/** What is to be asked again. */
type Part = 'region' | AccountRole;

const PARTS: readonly Part[] = ['region', ...ACCOUNT_ROLES];

/**
 * Leads somebody who never saw it to settings that work: each account is reached and identified before the next question.
 * Undefined where they would rather rehearse.
 */
export async function guide(loaded: LoadedSettings, of: Guide): Promise<Draft | undefined> {
  const known = summary(loaded);
  const [region = 'us-east-1'] = await likelyRegions(of);
  if (known.length > 0) tell(of, [`The answers so far, in ${loaded.file.label}:`, ...known, '']);
  else tell(of, introduction(region));
  if (known.length === 0 && (await chooseWorld(of)) === 'rehearsal') return undefined;
  let draft: Draft = loaded;
  for (const part of PARTS.filter((each) => !isAnswered(loaded, each))) draft = await askPart(draft, part, of);
  for (;;) {
    tell(of, ['', 'These are your answers:', ...summary(draft), '']);
    const choice = await of.ui.choose({ ...REVIEW, choices: [SAVE, ...PARTS.map(changeChoice), MIXED_UP] });
    if (choice === SAVE.value) return draft;
    draft = await askAgain(
      draft,
      choice === MIXED_UP.value ? ACCOUNT_ROLES : PARTS.filter((each) => each === choice),
      of,
    );
  }
}

/** All are forgotten before the first is asked for: an answer that belongs to another account is none that is taken. */
async function askAgain(draft: Draft, parts: readonly Part[], of: Guide): Promise<Draft> {
  const roles = ACCOUNT_ROLES.filter((role) => parts.includes(role));
  let asked = roles.reduce(withoutAccount, draft);
  for (const part of parts) asked = await askPart(asked, part, of);
  return asked;
}

async function askPart(draft: Draft, part: Part, of: Guide): Promise<Draft> {
  const answered = part === 'region' ? await askRegion(draft, of) : await askAccount(draft, part, of);
  of.answered(answered);
  return answered;
}

function isAnswered({ values }: Draft, part: Part): boolean {
  return valueAt(values, part === 'region' ? ['region'] : ['accounts', part, 'id']) !== undefined;
}

const REVIEW = { message: 'Is that right?', default: 'save', flag: '--yes' };
/** Two accounts that were taken for each other cannot be mended one by one. */
const MIXED_UP = { value: 'accounts', name: 'no: all three accounts again, since some are mixed up' };
const SAVE = { value: 'save', name: 'yes: keep them, and show what would be done' };

function changeChoice(part: Part) {
  return {
    value: part,
    name: `no: another ${part === 'region' ? 'region' : `way into the ${ACCOUNT_TITLES[part]} account`}`,
  };
}

function chooseWorld({ ui }: Guide): Promise<string> {
  return ui.choose({
    message: 'Where?',
    choices: [
      { value: 'rehearsal', name: 'here: rehearse the whole lab, without AWS' },
      { value: 'aws', name: 'on AWS: set it up in my accounts' },
    ],
    default: 'rehearsal',
    flag: `--sandbox, or ${flagName(flagOf('accounts.tools.id'))} and the like`,
  });
}

function tell({ ui }: Guide, lines: readonly string[]): void {
  for (const message of lines) ui.emit({ type: 'notice', level: 'info', message });
}
