import { STACK_IDS } from '../../lab/stacks.ts';
import { zonesIn } from '../../lab/zones.ts';
import type { ActionContext } from '../context.ts';
import { requireOffered } from '../deploy/offered.ts';
import { readStacks } from '../deploy/read.ts';
import { decideZones } from '../deploy/zones.ts';
import { checked, ok, skipped, warning, type Check, type Finding } from './check.ts';

/** Whether the region has what the lab consists of. */
export function regionCheck(context: ActionContext): Promise<Check> {
  const { region, pipeline } = context.lab;
  return checked({ check: 'region', title: 'Region' }, async () => {
    await requireOffered(context, STACK_IDS);
    const endpoints = pipeline.endpointInstanceType ?? 'serverless endpoints';
    return ok(`${region} has Service Catalog, CodePipeline, ${pipeline.trainingInstanceType} and ${endpoints}`);
  });
}

/** Whether there are zones as wanted, with everything that the network needs. */
export function zoneCheck(context: ActionContext): Promise<Check> {
  return checked({ check: 'zones', title: 'Zones' }, async () => {
    const zones = zonesIn(await decideZones(context, await readStacks(context, ['network'])));
    return ok(`${zones.join(', ')} ${zones.length === 1 ? 'has' : 'have'} all that the network needs`);
  });
}

/** A run corrects its clock once AWS's is minutes away, so that what both say differs then only. */
export function clockCheck({ machine, clock, alone }: ActionContext): Promise<Check> {
  return checked({ check: 'clock', title: 'Clock' }, () =>
    alone ? skipped('a rehearsal has a time of its own') : clockFinding(clock.now() - machine.now()),
  );
}

const NOTABLE_MILLISECONDS = 60_000;

function clockFinding(ahead: number): Finding {
  if (Math.abs(ahead) < NOTABLE_MILLISECONDS) return ok("within a few minutes of AWS's");
  const side = ahead > 0 ? 'behind' : 'ahead of';
  return warning(
    `about ${String(Math.round(Math.abs(ahead) / 60_000))} minutes ${side} AWS's; this program goes by AWS's, others fail`,
    [{ say: "set this machine's clock, or have it set by the network" }],
  );
}
