import { ACCOUNT_ROLES, ACCOUNT_TITLES } from '../../lab/accounts.ts';
import type { HandoutMark } from '../../lab/handout-mark.ts';
import { documentOf } from '../document.ts';
import { html, type Markup } from '../markup.ts';
import { commandLine, value } from '../parts.ts';
import { architecture } from './architecture.ts';
import { bill } from './bill.ts';
import { day } from './day.ts';
import type { Handout } from './handout.ts';
import { launch } from './launch.ts';
import { release } from './release.ts';
import { HANDOUT_STYLE } from './style.ts';
import { submit } from './submit.ts';
import { wayIn } from './way-in.ts';

/** All that somebody needs to work in a lab, on one page that needs nothing else. */
export function labPage(handout: Handout, mark: HandoutMark): string {
  const { lab, person } = handout;
  const title = person ? `${person.name} in the lab “${lab.name}”` : `The lab “${lab.name}”`;
  const body = html`<h1><bdi>${title}</bdi></h1>
    <p>
      A place to learn how models reach production: launch a notebook from a catalog, train a model, submit it, and a
      pipeline judges it and releases it, or says why not. All names, numbers and links here are those of this lab.
    </p>
    ${rehearsal(handout)} ${facts(handout)} ${wayIn(handout)} ${launch(handout)} ${submit(handout)} ${release(handout)}
    <h2>What stands where</h2>
    ${architecture(handout)} ${bill(handout)} ${ending(handout)} ${help(handout)}`;
  return documentOf({ title, style: HANDOUT_STYLE, body, mark });
}

function rehearsal({ isRehearsal }: Handout): Markup {
  if (!isRehearsal) return html``;
  return html`<p class="notice">
    This lab is a rehearsal in the sandbox of one machine: the commands work there, the links lead to no lab.
  </p>`;
}

function facts({ lab, until, contact }: Handout): Markup {
  const accounts = ACCOUNT_ROLES.map(
    (role) =>
      html`<dt>${ACCOUNT_TITLES[role]} account</dt>
        <dd>${value(lab.accounts[role].id)}</dd>`,
  );
  return html`<dl>
    <dt>Lab</dt>
    <dd>${value(lab.name)}</dd>
    <dt>Region</dt>
    <dd>${value(lab.region)}</dd>
    ${accounts}
    ${
      until === undefined
        ? html``
        : html`<dt>Ends</dt>
            <dd>${day(until)}</dd>`
    }
    ${
      contact === undefined
        ? html``
        : html`<dt>Help</dt>
            <dd><bdi>${contact}</bdi></dd>`
    }
  </dl>`;
}

function ending({ until, commands }: Handout): Markup {
  const last =
    until === undefined
      ? html`<p>Ask how long the lab stays. Whoever set it up takes it down, and with it everything in it.</p>`
      : html`<p>The last day is ${day(until)}. After it the lab is taken down, and with it everything in it.</p>`;
  return html`<h2>When it ends</h2>
    ${last}
    <ul>
      <li>Download what you want to keep: JupyterLab, the file browser, right click, <i>Download</i>.</li>
      <li>
        Give your notebook back when you need it no more: in Service Catalog, <i>Provisioned products</i>,
        <i>Actions</i>, <i>Terminate</i>, once its bucket is empty; or all at once with
        ${commandLine(commands.terminate)}
      </li>
    </ul>`;
}

function help({ contact, lab }: Handout): Markup {
  const who = contact === undefined ? html`whoever gave you this page` : html`<bdi>${contact}</bdi>`;
  return html`<h2>Help</h2>
    <p>Ask ${who}. Say the name of the lab, ${value(lab.name)}, the time, and the message word by word.</p>
    <ul>
      <li>The catalog is empty: look at the top right of the console. It has to show ${value(lab.region)}.</li>
      <li>A page refuses access: look at the top right for the role. If it is another, sign in again (step 1).</li>
      <li>The sign-in link does not work: it can be opened for 15 minutes. Ask for a new one.</li>
      <li>The notebook is not yours: it opens only under the name that it was launched with as <i>Owner</i>.</li>
      <li>The notebook has stopped: it does so when nobody works in it. Start it again; the files are there.</li>
    </ul>`;
}
