import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { handout } from '../../src/actions/handout/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { loadBundles } from '../../src/assets/bundle.ts';
import { readBuiltIn } from '../../src/config/course-file.ts';
import type { LabEvent } from '../../src/events.ts';
import { STACK_IDS, type StackId } from '../../src/lab/stacks.ts';
import type { ChosenSetting } from '../../src/ports/machine.ts';
import { labTeaching } from '../support/course-lab.ts';
import { continued, deployedLab, type SavedWorld } from '../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const SPECIES = await readBuiltIn('penguin-species');
const NAMED: ChosenSetting = { path: 'course', value: SPECIES.course.name, where: '--course' };

let world: SavedWorld;

const noticesOf = (events: readonly LabEvent[]) => JSON.stringify(events.filter(({ type }) => type === 'notice'));

/** What the species of penguins makes of a lab in which their mass is taught. */
async function speciesOver(settings: readonly ChosenSetting[]): Promise<Rehearsal> {
  const lab = labTeaching(SPECIES);
  const bundle = (await loadBundles([SPECIES]))(lab, SPECIES);
  const rehearsal = await continued({ ...world, lab }, { bundle });
  return { ...rehearsal, context: { ...rehearsal.context, settings } };
}

beforeAll(async () => {
  world = await deployedLab();
});

describe('a lab whose course no setting names', () => {
  it.each<[string, readonly StackId[]]>([
    ['init', STACK_IDS],
    ['what deploys the catalogue', ['prerequisites', 'catalog']],
    ['what deploys the pipeline', ['pipeline']],
  ])('is not turned into one of another course by %s', async (_, ids) => {
    const { context, takeWrites } = await speciesOver([]);
    await expect(deploy(context, ids, UNATTENDED)).rejects.toMatchObject({
      code: 'course-unsaid',
      message: expect.stringMatching(/teaches the course penguins.* would teach penguin-species/) as string,
      hints: [{ say: expect.stringMatching(/--course penguins,.*--course penguin-species changes/) as string }],
    });
    expect(takeWrites()).toEqual([]);
  });

  it('takes what no course changes', async () => {
    const { context } = await speciesOver([]);
    expect((await deploy(context, ['staging'], UNATTENDED)).status).toBe('unchanged');
  });

  it('is told by status, which compares it with one of the usual course', async () => {
    const { context, events } = await speciesOver([]);
    await status({ ...context, command: 'status' });
    expect(noticesOf(events)).toMatch(/teaches the course penguins.* compared with a lab of penguin-species/);
  });

  it('has no pages that would tell of another course', async () => {
    const { context } = await speciesOver([]);
    const pages = handout({ folder: 'pages', contact: undefined, until: undefined });
    await expect(pages.inLab({ ...context, command: 'handout' })).rejects.toMatchObject({
      code: 'course-unsaid',
      message: expect.stringMatching(/teaches the course penguins.* would tell of penguin-species/) as string,
    });
  });
});

it('is compared with the course that a setting names, without a word', async () => {
  const { context, events } = await speciesOver([NAMED]);
  await status({ ...context, command: 'status' });
  expect(noticesOf(events)).not.toContain('teaches the course');
});

it('changes its course where a setting names another one, and tells so', async () => {
  const { context, events } = await speciesOver([NAMED]);
  const { status } = await deploy(context, STACK_IDS, { ...UNATTENDED, dryRun: true });
  expect(status).toBe('succeeded');
  expect(JSON.stringify(events.find(({ type }) => type === 'plan'))).toContain('CourseKey');
});
