import { describe, expect, it } from 'vitest';
import { teardown } from '../../../src/actions/teardown/index.ts';
import { deployedLab } from '../../support/lab-in-place.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { labWithNotebook, notices, terminate } from './stage.ts';
import { saying } from '../../support/steps.ts';

const KEEPING = { ...UNATTENDED, keepNotebooks: true };

describe('teardown while a notebook is launched', () => {
  it('ends it, and leaves nothing', async () => {
    const rehearsal = await (await labWithNotebook())();
    expect(await teardown(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded' });
    const { before } = await deployedLab();
    const inventory = rehearsal.inventory();
    const left = Object.values(inventory)
      .flat()
      .filter((arn) => !arn.endsWith(':log-group:/aws/sagemaker/NotebookInstances'));
    expect(left).toEqual(Object.values(before).flat());
  });

  it('and is to stay, deletes nothing and names it, and goes through once it is given back', async () => {
    const rehearsal = await (await labWithNotebook())();
    const before = rehearsal.inventory();
    rehearsal.takeWrites();
    await expect(teardown(rehearsal.context, KEEPING)).rejects.toMatchObject({
      code: 'teardown-blocked',
      exitCode: 1,
      message: 'still launched in the Data Scientist account 222222222222: mine; nothing was deleted',
      hints: saying('mlops-lab notebook terminate'),
    });
    expect(rehearsal.takeWrites()).toEqual([]);
    expect(rehearsal.inventory()).toEqual(before);
    await terminate(rehearsal);
    expect((await teardown(rehearsal.context, KEEPING)).status).toBe('succeeded');
  });

  it('and is to stay, says so in a dry run', async () => {
    const rehearsal = await (await labWithNotebook())();
    await teardown(rehearsal.context, { ...KEEPING, dryRun: true });
    expect(notices(rehearsal)).toContain('still launched in the Data Scientist account 222222222222: mine');
  });
});
