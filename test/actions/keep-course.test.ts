import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { readBuiltIn } from '../../src/config/course-file.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { STACK_IDS, type StackId } from '../../src/lab/stacks.ts';
import type { ChosenSetting } from '../../src/ports/machine.ts';
import { continued, deployedLab, type SavedWorld } from '../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { loadBundle } from '../support/bundle.ts';

const { course: species } = await readBuiltIn('penguin-species');
const NAMED: ChosenSetting = { path: 'course', value: 'penguins', where: '--course' };

/** Penguins of another name, as a lab that teaches something else. */
const other = (lab: LabSettings): LabSettings => ({ ...lab, taught: { ...lab.taught, name: species.name } });

let world: SavedWorld;

async function again(settings: readonly ChosenSetting[] = [], change = (lab: LabSettings) => lab): Promise<Rehearsal> {
  const lab = change(world.lab);
  const rehearsal = await continued({ ...world, lab }, { bundle: await loadBundle(lab) });
  return { ...rehearsal, context: { ...rehearsal.context, settings } };
}

beforeAll(async () => {
  world = await deployedLab();
});

describe('a lab whose course no setting names', () => {
  it.each<[string, readonly StackId[]]>([
    ['init', STACK_IDS],
    ['the share of the catalogue', ['prerequisites', 'catalog']],
    ['the share of the pipeline', ['pipeline']],
  ])('is not turned into one of another course by %s', async (_, ids) => {
    const { context, takeWrites } = await again([], other);
    await expect(deploy(context, ids, UNATTENDED)).rejects.toMatchObject({
      code: 'course-unsaid',
      message: expect.stringContaining(
        'teaches the course penguins, and no setting says so; without one it would teach penguin-species',
      ) as string,
      hint: expect.stringContaining('--course penguins') as string,
    });
    expect(takeWrites()).toEqual([]);
  });

  it('is brought up to date where it teaches that course already', async () => {
    const { context } = await again();
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });

  it('takes what no course changes', async () => {
    const { context } = await again([], other);
    expect((await deploy(context, ['staging'], UNATTENDED)).status).toBe('unchanged');
  });
});

it('changes its course where a setting names another one', async () => {
  const { context } = await again([NAMED], other);
  const { status } = await deploy(context, STACK_IDS, { ...UNATTENDED, dryRun: true });
  expect(status).toBe('succeeded');
});
