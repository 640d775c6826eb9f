import { consoleLinks } from '../../lab/console-links.ts';
import { costCenters } from '../../lab/names.ts';
import { COST_CENTER, PRODUCT_NAME, USUAL_TEAM as TEAM, usualNotebookName } from '../../lab/notebook.ts';
import { sessionNameOf } from '../../lab/person.ts';
import { html, type Markup } from '../markup.ts';
import { commandLine, link, tableOf, value } from '../parts.ts';
import type { Handout } from './handout.ts';

/** How to get a notebook, click by click and by the command. */
export function launch(handout: Handout): Markup {
  const { lab, commands } = handout;
  const { products } = consoleLinks(lab);
  return html`<h2>2. Launch a notebook</h2>
    <ol>
      <li>Open ${link(products, 'the products of Service Catalog')}: <i>Provisioning</i>, <i>Products</i>.</li>
      <li>Select the product ${value(PRODUCT_NAME)}, and choose <i>Launch product</i>.</li>
      <li>Fill in what the table says; leave alone what it does not name.</li>
      <li><i>Launch product</i> at the end. After about five minutes the page shows <i>Available</i>.</li>
      <li>Under <i>Outputs</i> choose the link of ${value('NotebookUrl')}: JupyterLab opens.</li>
    </ol>
    ${tableOf(['Field', 'Enter', 'Why'], rowsOf(handout))}
    <p>By the command:</p>
    ${commandLine(commands.launch)} ${commandLine(commands.open)}
    <p>
      You made a notebook without rights to any of its parts: without internet, without root, with an encrypted volume
      and a bucket of its own. It stops by itself when nobody works in it, and keeps your files.
    </p>`;
}

function rowsOf({ lab, person }: Handout): Markup[] {
  const session = person && sessionNameOf(person.name);
  const [first, second] = costCenters(lab);
  const owner = session === undefined ? html`your own name` : value(session);
  const name =
    session === undefined
      ? html`a name of your own, such as ${value(`${TEAM}-ada`)}`
      : value(usualNotebookName(TEAM, session));
  return [
    row('Provisioned product name', name, 'so that you find it again'),
    row('Size', value('small'), 'training runs in jobs of its own, so small is enough'),
    row('Volume (GB)', value('5'), 'can only grow later, to 100'),
    row('Stop after minutes without work', value('60'), '15 to 1440; files stay'),
    row(
      'Owner',
      owner,
      'what the console shows at the top right behind the role and a slash; if that is another name, enter it. It cannot be changed',
    ),
    row('Team', value(TEAM), 'what the notebook is tagged with'),
    row('Name of the lab', value(lab.name), 'its network, key and buckets are found by it'),
    row('Zone of the network', value('1'), 'another only where AWS has no room in this one'),
    row(`Tag ${COST_CENTER}`, html`${value(first)} or ${value(second)}`, 'whose bill it is on'),
  ];
}

function row(field: string, enter: Markup, why: string): Markup {
  return html`<tr>
    <td>${field}</td>
    <td>${enter}</td>
    <td>${why}</td>
  </tr>`;
}
