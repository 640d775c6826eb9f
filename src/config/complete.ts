import { type LabError, usageError } from '../errors.ts';
import { ACCOUNT_ROLES, type AccountRole, type AccountSettings, type LabSettings } from '../lab/accounts.ts';
import type { Person } from '../lab/person.ts';
import type { CourseFolder } from '../ports/assets.ts';
import type { Ui } from '../ports/ui.ts';
import { askAccess } from './access.ts';
import { askForSetting } from './ask.ts';
import { type Draft, settingsOrThrow } from './check.ts';
import { courseNamed, type ReadCourses } from './course-choice.ts';
import { judgementOf } from './judgement.ts';
import type { LoadedSettings } from './loaded-settings.ts';
import type { Origins } from './origin.ts';
import type { PartialSettings } from './schema.ts';

export interface CompleteSettings {
  readonly settings: LabSettings;
  readonly people: readonly Person[];
  readonly course: CourseFolder;
  readonly origin: Origins;
  /** The file that `saveSettings` writes. */
  readonly file: string;
}

interface Completing {
  /** Nothing is asked, since the command only looks. */
  readonly onlyLooks?: boolean;
  /** What was read for other labs. */
  readonly courses?: ReadCourses;
}

/** Asks for missing settings; without a terminal, or where nothing is to be asked, the error names all of them at once. */
export async function completeSettings(
  loaded: LoadedSettings,
  ui: Pick<Ui, 'interactive' | 'ask' | 'choose'>,
  { onlyLooks = false, courses = new Map() }: Completing = {},
): Promise<CompleteSettings> {
  if (loaded.missing.length > 0 && (onlyLooks || !ui.interactive)) throw missingSettings(loaded, onlyLooks);
  let draft: Draft = loaded;
  for (const question of loaded.missing) {
    draft = await askForSetting(draft, question, ui);
    const role = ACCOUNT_ROLES.find((candidate) => question.path === `accounts.${candidate}.id`);
    if (role && !hasAccess(loaded.settings, role)) draft = await askAccess(draft, role, ui);
  }
  const settings = settingsOrThrow(draft);
  const course = await courseNamed(settings.course, draft, courses);
  return {
    settings: labSettings(settings, course, draft),
    people: settings.people,
    course,
    origin: draft.origin,
    file: draft.file.path,
  };
}

function hasAccess({ accounts }: PartialSettings, role: AccountRole): boolean {
  return accounts[role].profile !== undefined || accounts[role].roleArn !== undefined;
}

function labSettings(settings: PartialSettings, { course }: CourseFolder, draft: Draft): LabSettings {
  const { name, region, accounts, network, catalog, hardening, pipeline } = settings;
  const { tools, datascience, staging } = accounts;
  return {
    name,
    region: present(region),
    network,
    catalog,
    hardening,
    pipeline: { ...pipeline, ...judgementOf(settings, course, draft) },
    course: settings.course,
    taught: course,
    accounts: {
      tools: withRole({ ...tools, id: present(tools.id) }),
      datascience: withRole({ ...datascience, id: present(datascience.id) }),
      staging: withRole({ ...staging, id: present(staging.id) }),
    },
  };
}

/** The account of a role's pattern is the account itself. */
function withRole(account: AccountSettings): AccountSettings {
  const { id, roleArn } = account;
  return roleArn === undefined ? account : { ...account, roleArn: roleArn.replace('{account}', id) };
}

function present(value: string | undefined): string {
  if (value === undefined) throw new TypeError('a required setting was neither found nor asked for');
  return value;
}

function missingSettings({ missing, file }: LoadedSettings, onlyLooks: boolean): LabError {
  const list = (words: readonly string[]) => words.join(', ');
  const are = missing.length === 1 ? 'a setting is' : `${missing.length} settings are`;
  const why = onlyLooks ? '' : ', and there is no terminal to ask on';
  return usageError(
    'missing-settings',
    `${are} missing${why}: ${list(missing.map(({ path }) => path))}`,
    `give ${list(missing.map(({ flag }) => flag))}, or set ${list(missing.map(({ env }) => env))}, or write them in ${file.label}`,
  );
}
