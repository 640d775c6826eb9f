import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import type { DeployPlan, PlannedAsset, PlannedStack, StackDecision } from '../../lab/plan.ts';
import { changeLines } from './changes.ts';
import { type Cell, rowLines, widest, wrap } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { costLines } from '../text/cost.ts';
import { count, size } from '../../lab/quantities.ts';

const SIGNS: Readonly<Record<StackDecision['kind'], { sign: string; brush: keyof Paint; noun: string }>> = {
  create: { sign: '+', brush: 'good', noun: 'to create' },
  update: { sign: '~', brush: 'accent', noun: 'to update' },
  repair: { sign: '!', brush: 'warning', noun: 'to repair' },
  recreate: { sign: '!', brush: 'warning', noun: 'to recreate' },
  recover: { sign: '!', brush: 'warning', noun: 'to recover' },
  attach: { sign: '↻', brush: 'accent', noun: 'in progress' },
  unchanged: { sign: '=', brush: 'faint', noun: 'unchanged' },
};

const OPEN_GROUP = "- removes rules that somebody added to the default security group of the data scientists' network";

const EXPRESS =
  'Express mode: a stack counts as done once its resources are configured; some may take a while longer until they ' +
  'can be used. A stack that fails is rolled back all the same.';

export function planLines(command: string, plan: DeployPlan, width: number, paint: Paint): string[] {
  return [
    paint.strong(`Plan of ${command} in ${plan.region}`),
    ...stackLines(plan.stacks, width, paint),
    ...assetLines(plan.assets, width, paint),
    ...(plan.closesDefaultGroup ? wrap(OPEN_GROUP, width, 2) : []),
    ...(plan.express ? wrap(EXPRESS, width, 2) : []),
    ...(plan.interruption ? wrap(`! ${plan.interruption}`, width, 2).map(paint.warning) : []),
    ...wrap(`Stacks: ${stackCounts(plan.stacks)}`, width, 2),
    ...(plan.cost ? costLines(plan.cost, width) : []),
    '',
  ];
}

/** A reason that does not fit beside its stack follows below, in full. */
function stackLines(stacks: readonly PlannedStack[], width: number, paint: Paint): string[] {
  const rows = stacks.map((stack) => stackRow(stack, paint));
  const heads = rowLines(rows, width);
  return stacks.flatMap(({ decision }, index) => {
    const head = heads[index] ?? [];
    const reason = 'because' in decision ? decision.because : '';
    const fits = !reason || widest(rows) + reason.length + 2 <= width;
    return [
      ...(fits && reason ? [`${head.join(' ')}: ${reason}`] : head),
      ...(fits ? [] : wrap(reason, width, 6)),
      ...('changes' in decision ? changeLines(decision.changes, width, paint) : []),
    ];
  });
}

function stackRow({ account, accountId, stackName, decision }: PlannedStack, paint: Paint): Cell[] {
  const { sign, brush } = SIGNS[decision.kind];
  const mark = { text: `${sign} ${ACCOUNT_TITLES[account]}`, paint: paint[brush] };
  return [mark, accountId, stackName, { text: decision.kind, paint: paint[brush] }];
}

function assetLines(assets: readonly PlannedAsset[], width: number, paint: Paint): string[] {
  const missing = assets.filter(({ state }) => state === 'missing');
  const present = assets.length - missing.length;
  return [
    ...rowLines(
      missing.map(({ name, bytes }) => [{ text: `+ ${name}`, paint: paint.good }, size(bytes), 'upload']),
      width,
    ).flat(),
    ...(present > 0 ? [`  ${paint.faint('=')} ${count(present, 'asset')} uploaded already`] : []),
  ];
}

/** `2 to create, 5 unchanged`. */
export function stackCounts(stacks: readonly PlannedStack[]): string {
  const kinds = Object.keys(SIGNS) as StackDecision['kind'][];
  const counts = kinds.map((kind) => ({
    kind,
    number: stacks.filter(({ decision }) => decision.kind === kind).length,
  }));
  const parts = counts
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${String(number)} ${SIGNS[kind].noun}`);
  return parts.join(', ') || 'none';
}
