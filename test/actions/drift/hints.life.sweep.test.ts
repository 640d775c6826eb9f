import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../src/actions/deploy/index.ts';
import { login } from '../../../src/actions/login/index.ts';
import { listNotebooks } from '../../../src/actions/notebook/list.ts';
import { submit } from '../../../src/actions/submit/index.ts';
import { teardown } from '../../../src/actions/teardown/index.ts';
import { LabError } from '../../../src/errors.ts';
import { STACK_IDS, STACKS } from '../../../src/lab/stacks.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { drawn, inTurn } from '../../support/sweep.ts';
import { emptyLab, labWithNotebook, launch, LAUNCH_ROLE, terminate, type Continued } from '../notebook/stage.ts';
import { deleteBucket, deleteRole, deleteRule, unshare } from './accidents.ts';
import { staged, type Stage } from './stage.ts';
import { inWords } from '../../support/steps.ts';

let lab: Continued;
let labInUse: Continued;

beforeAll(async () => {
  [lab, labInUse] = await Promise.all([emptyLab(), labWithNotebook()]);
});

const DEPLOYING = /mlops-lab (init|tools|datascience|staging|pipeline)$/gm;

/** Runs the commands that deploy which the hint of a failure names, in the order in which it names them. */
async function followHint({ context }: Stage, failing: () => Promise<unknown>): Promise<string[]> {
  const error: unknown = await failing().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LabError)) throw new Error('this was to fail with a hint', { cause: error });
  const commands = [...inWords(error.hints).matchAll(DEPLOYING)].map(([, command = '']) => command);
  for (const command of commands) {
    const ids = STACK_IDS.filter((id) => command === 'init' || STACKS[id].command === command);
    await deploy({ ...context, command }, ids, UNATTENDED);
  }
  return commands;
}

function launchRoleDeleted(stage: Stage): Stage {
  deleteRole(stage.hands.datascience, LAUNCH_ROLE);
  return stage;
}

const inSomeTurn = inTurn(3);

describe('after the launch role was deleted by hand', () => {
  inSomeTurn('a notebook that was launched with it can be terminated, and the lab be torn down', async () => {
    const stage = launchRoleDeleted(staged(await labInUse()));
    const keeping = { ...UNATTENDED, keepNotebooks: true };
    await expect(teardown(stage.context, keeping)).rejects.toMatchObject({ code: 'teardown-blocked' });
    expect(await followHint(stage, () => terminate(stage))).toEqual(['datascience']);
    expect((await terminate(stage)).status).toBe('succeeded');
    expect((await listNotebooks(stage.context)).notebooks).toEqual([]);
    expect((await teardown(stage.context, UNATTENDED)).status).toBe('succeeded');
  });

  inSomeTurn('a notebook can be launched again, past what the launch that failed has left', async () => {
    const stage = launchRoleDeleted(staged(await lab()));
    expect(await followHint(stage, () => launch(stage))).toEqual(['datascience']);
    expect((await launch(stage)).status).toBe('succeeded');
    expect((await listNotebooks(stage.context)).notebooks).toMatchObject([{ name: 'mine', status: 'AVAILABLE' }]);
  });

  inSomeTurn('a lab with nothing launched can be torn down at once', async () => {
    const stage = launchRoleDeleted(staged(await lab()));
    expect((await teardown(stage.context, UNATTENDED)).status).toBe('succeeded');
  });
});

describe('the commands that a hint names mend', () => {
  inSomeTurn('a catalog that offers nothing since the share was removed', async () => {
    const stage = staged(await lab());
    unshare(stage);
    expect(await followHint(stage, () => launch(stage))).toEqual(['tools', 'datascience']);
    expect((await launch(stage)).status).toBe('succeeded');
  });

  inSomeTurn('a role of the data scientists that is gone', async () => {
    const stage = staged(await lab());
    deleteRole(stage.hands.datascience, stage.idOf('selfService', 'DataScientistRole'));
    const enter = () => login({ ...stage.context, command: 'login' }, { format: 'env', open: false });
    expect(await followHint(stage, enter)).toEqual(['datascience']);
    await expect(enter()).resolves.toMatchObject({ status: 'succeeded' });
    expect((await launch(stage)).status).toBe('succeeded');
  });

  const hand = (stage: Stage) =>
    submit({ ...stage.context, command: 'submit' }, UNATTENDED, { hyperparameters: [], watch: true });

  it.each(
    drawn([
      [
        'bucket of the submissions',
        'tools',
        (stage: Stage) => deleteBucket(stage.hands.tools, stage.idOf('prerequisites', 'SubmissionBucket')),
      ],
      [
        'pipeline',
        'pipeline',
        ({ hands }: Stage) => void hands.tools('codepipeline', 'DeletePipeline', { name: 'mlops-lab' }),
      ],
      [
        'rule that starts the pipeline',
        'pipeline',
        (stage: Stage) => deleteRule(stage.hands.tools, stage.idOf('pipeline', 'StartRule')),
      ],
      [
        'role of the observers',
        'pipeline',
        (stage: Stage) => deleteRole(stage.hands.tools, stage.idOf('pipeline', 'ObserverRole')),
      ],
    ]),
  )('a submission that cannot go on since the %s is gone', async (_, command, happen) => {
    const stage = staged(await lab());
    happen(stage);
    expect(await followHint(stage, () => hand(stage))).toContain(command);
    expect((await hand(stage)).release?.outcome).toBe('released');
  });
});
