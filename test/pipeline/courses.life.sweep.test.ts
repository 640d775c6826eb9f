import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { loadBundles } from '../../src/assets/bundle.ts';
import { readBuiltIn } from '../../src/config/course-file.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { modelArchive } from '../lab/submission/archives.ts';
import { modelJson, STUMP } from '../lab/submission/models.ts';
import { shuffledLabels } from '../permissions/shuffled-labels.ts';
import { BUILT_IN, labTeaching } from '../support/course-lab.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';
import { begin, ended, packages, submitWatched } from './releases.ts';

/** A model that says itself for which course it is made, laid into the bucket past all checks. */
function modelFor(course: string): Uint8Array {
  const bytes = modelArchive([{ name: 'xgboost-model', content: modelJson({ trees: [STUMP] }) }]);
  return packSubmission({ version: 1, course, name: 'stranger', kind: 'model' }, { kind: 'model', bytes });
}

/** The penguins' mass has tests of its own, of all that can happen. */
describe.each(drawn(BUILT_IN.filter((name) => name !== 'penguins')))('the course %s', async (name) => {
  const course = await readBuiltIn(name);
  const lab = await rehearse({
    lab: labTeaching(course),
    bundle: (await loadBundles([course]))(labTeaching(course), course),
  });
  await deploy(lab.context, STACK_IDS, UNATTENDED);
  const good = await submitWatched(lab, ['num_round=30']);
  const spoilt = await submitWatched(lab, ['num_round=30'], shuffledLabels(lab.context));
  const foreign = await ended(lab, begin(lab, modelFor('penguins')));
  const registered = packages(lab);
  const gone = await teardown(lab.context, UNATTENDED);

  it('has a model of its own data released', () => {
    expect(good).toMatchObject({ status: 'succeeded', release: { outcome: 'released' } });
  });

  it('stops a model of shuffled labels before production', () => {
    expect(spoilt).toMatchObject({ status: 'failed', release: { failed: { action: 'EvaluateNonProd' } } });
    expect(spoilt.error?.message).toContain('the model is not good enough');
    expect(registered).toEqual(['Rejected', 'Approved']);
  });

  it('refuses a model of another course by its name', () => {
    expect(foreign).toMatchObject({ status: 'failed', release: { failed: { action: 'TrainModel' } } });
    expect(foreign.error?.message).toContain(`course is "penguins", and this lab teaches "${name}"`);
  });

  it('is taken down as every lab', () => {
    expect(gone.status).toBe('succeeded');
  });
});
