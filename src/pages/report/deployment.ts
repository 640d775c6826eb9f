import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import type { PlannedStack, ResourceChange } from '../../lab/plan.ts';
import { count, duration, size } from '../../lab/quantities.ts';
import { STACK_IDS, STACKS } from '../../lab/stacks.ts';
import { documentOf } from '../document.ts';
import { html, type Markup } from '../markup.ts';
import { tableOf, time } from '../parts.ts';
import type { DeploymentReport, ResourceRun } from './deployment-report.ts';
import { facts, lookOf, name, row, secondsBetween, term, verdictLine, wentWrong, whatNext } from './parts.ts';
import { stackBars } from './stack-bars.ts';
import { REPORT_STYLE } from './style.ts';

/** The report of a deployment as one page that needs nothing else. */
export function deploymentPage(report: DeploymentReport): string {
  const title = `Deployment of the lab “${report.lab}”`;
  const body = html`<h1>${title}</h1>
    ${verdictLine(lookOf(report), verdict(report))} ${facts(report, cost(report))}
    ${wentWrong(report, failedFirst(report))} ${stackBars(report)} ${plan(report)} ${outputs(report)}
    ${whatNext(report)} ${uploads(report)} ${resources(report)}`;
  return documentOf({ title, style: REPORT_STYLE, body });
}

function verdict({ status, dryRun, operations, error }: DeploymentReport): string {
  const done = operations.filter(({ outcome }) => outcome === 'succeeded').length;
  switch (status) {
    case 'undecided':
      return 'Waits for a decision on this plan; nothing was changed.';
    case 'declined':
      return 'Declined; nothing was changed.';
    case 'unchanged':
      return 'Nothing was to be done.';
    case 'interrupted':
      return `Interrupted after ${count(done, 'operation')}; the same command goes on with it.`;
    case 'failed':
      return error?.message.split('\n')[0] ?? 'The deployment did not come to its end.';
    case 'succeeded':
      return dryRun ? 'Planned only; nothing was changed.' : `Done, with ${count(done, 'operation')} on stacks.`;
  }
}

function cost({ plan: planned }: DeploymentReport): Markup[] {
  const { cost: estimate } = planned ?? {};
  if (!estimate) return [];
  const { idle, inClass, date, region, without } = estimate;
  const { notebooks, instanceType, hourly } = inClass;
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  const says =
    `about ${dollars(idle)} an hour idle, ${dollars(hourly)} with ${count(notebooks, 'notebook')} on ${instanceType} ` +
    `(prices of ${region}, ${date}); without ${without.join(', ')}`;
  return [term('Costs', says)];
}

function failedFirst({ failedFirst: first }: DeploymentReport): Markup {
  if (!first) return html``;
  const { stackName, logicalId, resourceType, ended, began, status, reason } = first;
  return html`<p>
    First failed ${name(logicalId)} (${resourceType}) of the stack ${name(stackName)}, at ${time(ended ?? began)}, with
    ${status}: ${reason ?? 'CloudFormation gave no reason'}
  </p>`;
}

function plan({ plan: planned }: DeploymentReport): Markup {
  if (!planned) return html``;
  const rows = planned.stacks.map(({ account, accountId, stackName, decision }) =>
    row(name(stackName), `${ACCOUNT_TITLES[account]} ${accountId}`, decision.kind, why(decision)),
  );
  const interruption = planned.interruption === undefined ? '' : html`<p class="error">${planned.interruption}</p>`;
  const group = planned.closesDefaultGroup
    ? html`<p>Rules that somebody added to the default security group of the network are removed.</p>`
    : '';
  return html`<h2>Plan</h2>
    ${interruption} ${tableOf(['Stack', 'Account', 'What is done', 'Why, and what changes'], rows)} ${group}`;
}

const REASONS = { create: 'it does not exist yet', unchanged: 'it is as it should be' } as const;

function why(decision: PlannedStack['decision']): Markup {
  const because = 'because' in decision ? decision.because : REASONS[decision.kind];
  if (!('changes' in decision) || decision.changes.length === 0) return html`${because}`;
  return html`${because}
    <ul>
      ${decision.changes.map(changeItem)}
    </ul>`;
}

function changeItem({ action, logicalId, resourceType, properties }: ResourceChange): Markup {
  const changes = properties.map(
    ({ path, before = 'nothing', after = 'nothing', replaces }) =>
      html`<li>${path}: ${name(before)} becomes ${name(after)}${replaces ? ', which replaces it' : ''}</li>`,
  );
  const list =
    changes.length === 0
      ? ''
      : html`<ul>
          ${changes}
        </ul>`;
  return html`<li>${action} ${name(logicalId)} (${resourceType})${list}</li>`;
}

function uploads({ uploads: assets }: DeploymentReport): Markup {
  if (assets.length === 0) return html``;
  const rows = assets.map((asset) => row(name(asset.name), size(asset.bytes)));
  return html`<details>
    <summary>${count(rows.length, 'file')} uploaded</summary>
    ${tableOf(['File', 'Size'], rows)}
  </details>`;
}

function outputs({ outputs: all }: DeploymentReport): Markup {
  const sections = STACK_IDS.flatMap((id) => {
    const values = Object.entries(all[id] ?? {});
    if (values.length === 0) return [];
    const terms = values.map(([key, value]) => term(key, name(value)));
    return [
      html`<h3>${ACCOUNT_TITLES[STACKS[id].account]} / ${STACKS[id].workshopName}</h3>
        <dl>${terms}</dl>`,
    ];
  });
  return sections.length === 0
    ? html``
    : html`<h2>Outputs</h2>
        ${sections}`;
}

function resources({ resources: all }: DeploymentReport): Markup {
  if (all.length === 0) return html``;
  return html`<details>
    <summary>${count(all.length, 'resource')}, those that took longest first</summary>
    ${tableOf(['Took', 'Resource', 'Type', 'Stack', 'Ended as'], [...all].sort(byTime).map(resourceRow))}
  </details>`;
}

function resourceRow(each: ResourceRun): Markup {
  const took = each.ended === undefined ? 'not done' : duration(secondsBetween(each.began, each.ended));
  const ended = each.reason === undefined ? each.status : `${each.status}: ${each.reason}`;
  return row(took, name(each.logicalId), each.resourceType, name(each.stackName), ended);
}

function byTime(one: ResourceRun, other: ResourceRun): number {
  const [first, second] = [one, other].map(({ began, ended }) =>
    ended === undefined ? Infinity : secondsBetween(began, ended),
  );
  return first === second ? 0 : (second ?? 0) - (first ?? 0);
}
