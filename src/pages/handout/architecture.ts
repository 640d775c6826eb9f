import { ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { consoleLinks } from '../../lab/console-links.ts';
import {
  dataScientistRole,
  endpointName,
  modelPackageGroup,
  pipelineName,
  submissionBucket,
  switchRoleLink,
} from '../../lab/names.ts';
import { PRODUCT_NAME } from '../../lab/notebook.ts';
import { html, type Markup } from '../markup.ts';
import { arrows } from './arrows.ts';
import type { Handout } from './handout.ts';
import { box, card, HEIGHT, WIDTH } from './drawing.ts';

const DESCRIPTION =
  'The Tools account shares a product with the Data Scientist account. Notebooks are launched from it, and submit ' +
  "data or models to a bucket of the Tools account. There a pipeline judges them, and deploys to the Staging account's " +
  'two endpoints.';

interface Drawn {
  readonly name: string;
  readonly says: string;
  readonly link?: string;
}

/** The three accounts with what this lab has in them, under its own names. */
export function architecture({ lab }: Handout): Markup {
  const cards = Object.entries(boxesOf(lab)).map(
    ([role, boxes], column) =>
      html`${card(column, `${ACCOUNT_TITLES[role as AccountRole]} account`, lab.accounts[role as AccountRole].id)}
      ${boxes.map((drawn, row) => (drawn ? box({ column, row }, drawn) : html``))}`,
  );
  return html`<figure>
    <div class="wide">
      <svg
        class="drawing"
        viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}"
        aria-labelledby="drawing-title"
        aria-describedby="drawing-description"
      >
        <title id="drawing-title">The three accounts of the lab ${lab.name}</title>
        <desc id="drawing-description">${DESCRIPTION}</desc>
        ${cards} ${arrows()}
      </svg>
    </div>
    <figcaption>${DESCRIPTION} What has a link opens in the account that you are signed in to.</figcaption>
  </figure>`;
}

/** Rows from top to bottom; what belongs together stands side by side, for the arrows. */
function boxesOf(lab: Handout['lab']): Readonly<Record<AccountRole, readonly (Drawn | undefined)[]>> {
  const links = consoleLinks(lab);
  const role = dataScientistRole(lab).split('/').at(-1) ?? '';
  return {
    datascience: [
      { name: role, says: 'the role that you work in', link: switchRoleLink(lab) },
      { name: PRODUCT_NAME, says: 'the product that you launch', link: links.products },
      { name: 'Your notebook', says: 'without internet, with a bucket of its own', link: links.notebooks },
    ],
    tools: [
      { name: modelPackageGroup(lab), says: 'registry: every model that was judged' },
      { name: 'Data Scientists - Sample Portfolio', says: 'what central IT offers' },
      { name: submissionBucket(lab), says: 'takes what you submit', link: links.submissions },
      { name: pipelineName(lab), says: 'pipeline: trains, judges, releases', link: links.pipeline },
    ],
    staging: [
      undefined,
      undefined,
      { name: endpointName(lab, 'nonprod'), says: 'where a model is judged', link: links.endpoints.nonprod },
      { name: endpointName(lab, 'production'), says: 'what callers use', link: links.endpoints.production },
    ],
  };
}
