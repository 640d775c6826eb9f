import type { LoginReport } from '../../events.ts';
import { consoleHost, dataScientistRole, switchRoleLink } from '../../lab/names.ts';
import type { SignIn } from '../../ports/signin.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { expectPerson, tellIfNobody } from '../person.ts';
import { reachDataScience } from '../reach-data-science.ts';
import { formatted, type LoginFormat } from './formats.ts';

export interface LoginRequest {
  /** Keys for other tools instead of a link into the console. */
  readonly format?: LoginFormat | undefined;
  readonly open: boolean;
}

const REHEARSED = 'in a rehearsal the link leads to the sandbox, once that is offered on this machine';

const OFFER: Step = { say: 'offer it', command: mlopsLab('sandbox') };

const OWN_NAME_ONLY =
  '; the link that switches roles lets people in by the name that they are signed in with, whatever --as says';

/** What is handed out, and what may be reported about it. */
interface Entry extends Pick<LoginReport, 'way' | 'person' | 'openUntil' | 'expires'> {
  readonly url: string;
}

/** Signs somebody in as a data scientist: to the console by a link, or to other tools by temporary credentials. */
export async function login(context: ActionContext, { format, open }: LoginRequest): Promise<Outcome> {
  expectPerson(context);
  await reachDataScience(context);
  const signIn = await context.cloud.signIn(context.lab, context.as);
  tellIfNobody(context, await signIn.person());
  if (format) return handOutKeys(context, signIn, format);
  const { url, ...entry } = await entryFor(context, signIn);
  const opened = open && (await openPage(context, url));
  if (!opened) context.ui.reveal({ name: entry.way === 'link' ? 'console-link' : 'switch-role-link', text: url });
  return resultOf(context, { ...entry, opened });
}

async function handOutKeys(context: ActionContext, signIn: SignIn, format: LoginFormat): Promise<Outcome> {
  const keys = await signIn.keys();
  context.ui.reveal({ name: `credentials-${format}`, text: formatted(keys, format, context.lab.region) });
  const person = await signIn.person();
  return resultOf(context, { way: 'credentials', person, opened: false, ...at('expires', keys.expires) });
}

/** The sign-in link; if AWS refuses one, the link for people who are already signed in. */
async function entryFor({ lab, ui, alone, as, showSteps }: ActionContext, signIn: SignIn): Promise<Entry> {
  const { region } = lab;
  const link = await signIn.consoleLink(`https://${consoleHost(region)}/servicecatalog/home?region=${region}`);
  if ('url' in link) {
    if (alone) ui.emit({ type: 'notice', level: 'info', message: REHEARSED, next: showSteps([OFFER]) });
    const person = await signIn.person();
    return { url: link.url, way: 'link', person, ...at('openUntil', link.openUntil), ...at('expires', link.expires) };
  }
  const message = `there is no sign-in link: ${link.refused}${as === undefined ? '' : OWN_NAME_ONLY}`;
  ui.emit({ type: 'notice', level: 'warning', message });
  return { url: switchRoleLink(lab), way: 'switch-role' };
}

async function openPage({ browser, ui }: ActionContext, url: string): Promise<boolean> {
  const refused = await browser.open(url);
  if (refused === undefined) return true;
  ui.emit({ type: 'notice', level: 'warning', message: `no browser was opened: ${refused}; open the link yourself` });
  return false;
}

function resultOf({ command, lab }: ActionContext, entry: Omit<LoginReport, 'accountId' | 'role'>): Outcome {
  const login = { accountId: lab.accounts.datascience.id, role: dataScientistRole(lab), ...entry };
  return { command, status: 'succeeded', login };
}

function at<Name extends string>(name: Name, time: number | undefined): { readonly [name in Name]?: string } {
  return time === undefined ? {} : ({ [name]: new Date(time).toISOString() } as { readonly [name in Name]?: string });
}
