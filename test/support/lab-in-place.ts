import { deploy } from '../../src/actions/deploy/index.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import type { PipelineSettings } from '../../src/lab/pipeline.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Blobs } from '../../src/sandbox/kernel/blobs.ts';
import { giveBack, takeEnvironment } from '../../src/sandbox/services/lambda/runs/environments.ts';
import { lambdaSlice } from '../../src/sandbox/services/lambda/state.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal, type RehearsalOptions } from './rehearsal.ts';

/** A world at some moment. Its contents are only ever added to, so that all that go on from it can share them. */
export interface SavedWorld {
  readonly lab: LabSettings;
  readonly state: string;
  readonly blobs: Blobs;
}

export interface DeployedWorld extends SavedWorld {
  /** What the accounts held before the lab, by account. */
  readonly before: Readonly<Record<string, string[]>>;
}

const deployed = new Map<string, Promise<DeployedWorld>>();

/** The lab as `init` leaves it, deployed once in this process for each way to set up its pipeline. */
export function deployedLab(settings: Partial<PipelineSettings> = {}): Promise<DeployedWorld> {
  const key = JSON.stringify(Object.entries(settings).sort());
  const found = deployed.get(key) ?? deployNew({ ...LAB, pipeline: { ...LAB.pipeline, ...settings } });
  deployed.set(key, found);
  return found;
}

async function deployNew(lab: LabSettings): Promise<DeployedWorld> {
  const storage = memoryStorage();
  const rehearsal = await rehearse({ lab, storage });
  const before = rehearsal.inventory();
  const { status } = await deploy(rehearsal.context, STACK_IDS, UNATTENDED);
  if (status !== 'succeeded') throw new Error(`the lab could not be deployed: ${status}`);
  return { ...saved(rehearsal, storage.blobs), before };
}

/** A lab of its own for a test that goes on from where a world was saved, with faults of its own. */
export function continued(
  { lab, state, blobs }: SavedWorld,
  options: Omit<RehearsalOptions, 'lab' | 'storage'> = {},
): Promise<Rehearsal> {
  return rehearse({ ...options, lab, storage: memoryStorage(state, blobs) });
}

export function saved({ sandbox, context }: Rehearsal, blobs = sandbox.cloud.blobs): SavedWorld {
  warm(sandbox);
  return { lab: context.lab, state: sandbox.cloud.world.snapshot(), blobs };
}

/** Has environments wait for the functions, as Lambda may have: all who go on from there save loading the code. */
function warm({ cloud }: Sandbox): void {
  for (const { account, region, value } of [...cloud.world.each(lambdaSlice)]) {
    const place = { cloud, account, region };
    for (const found of Object.values(value.functions)) giveBack(takeEnvironment(found, place));
  }
}
