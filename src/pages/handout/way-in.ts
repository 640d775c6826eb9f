import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import { dataScientistRole, switchRoleLink } from '../../lab/names.ts';
import { sessionNameOf } from '../../lab/person.ts';
import { html, type Markup } from '../markup.ts';
import { commandLine, link, value } from '../parts.ts';
import { qrCode } from '../qr.ts';
import type { Handout } from './handout.ts';

/** How to sign in, each of the ways. */
export function wayIn(handout: Handout): Markup {
  const { lab } = handout;
  const address = switchRoleLink(lab);
  const role = dataScientistRole(lab).split('/').at(-1) ?? '';
  return html`<h2>1. Sign in</h2>
    <p>Every way leads to one role, ${value(role)} in account ${value(lab.accounts.datascience.id)}. Take one:</p>
    <div class="door">
      <ul>
        <li>
          <b>You have no AWS account:</b> whoever runs the lab makes a link for you. It lets you in for 15 minutes from
          then on, and it is yours alone: treat it like a password. ${named(handout)}
        </li>
        <li>
          <b>You are signed in to AWS already:</b> open this link, and choose <i>Switch Role</i>. It is no secret, and
          signs nobody in.<br />${link(address, address)}
        </li>
        <li>
          <b>From a terminal,</b> with AWS credentials that may take the role: ${commandLine(handout.commands.login)}
        </li>
      </ul>
      ${qrCode(address, 'QR code of the link that switches to the role')}
    </div>
    ${settings(handout)}
    <p>
      The console shows your name at the top right, behind the role and a slash. What you launch belongs to that name,
      so come by the same one every time. Beside it stands the region: choose ${value(lab.region)}.
    </p>`;
}

function named({ person }: Handout): Markup {
  return person ? html`By it you are ${value(sessionNameOf(person.name))}.` : html``;
}

/** What the commands of this page need; in a rehearsal they find it in the folder of the rehearsal. */
function settings({ lab, isRehearsal }: Handout): Markup {
  if (isRehearsal) return html``;
  const accounts = ACCOUNT_ROLES.map((role) => `  ${role}: { id: "${lab.accounts[role].id}" }`);
  const file = [`name: ${lab.name}`, `region: ${lab.region}`, 'accounts:', ...accounts].join('\n');
  return html`<p>
      The commands on this page are those of <code class="value">mlops-lab</code>, for which you need Node.js 20.19 or
      later. None is needed: everything can be done in the console, too. They find the lab by a file
      <code class="value">mlops-lab.yaml</code> in the folder where you run them:
    </p>
    <pre><code>${file}</code></pre>`;
}
