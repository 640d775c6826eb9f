import { describe, expect, it } from 'vitest';
import { teardown } from '../../../src/actions/teardown/index.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { labWithNotebook, notices, terminate } from './stage.ts';
import { saying } from '../../support/steps.ts';

describe('teardown while a notebook is launched', () => {
  it('deletes nothing and names it, and goes through once it is given back', async () => {
    const rehearsal = await (await labWithNotebook())();
    const before = rehearsal.inventory();
    rehearsal.takeWrites();
    await expect(teardown(rehearsal.context, UNATTENDED)).rejects.toMatchObject({
      code: 'teardown-blocked',
      exitCode: 1,
      message: 'still launched in the Data Scientist account 222222222222: mine; nothing was deleted',
      hints: saying('mlops-lab notebook terminate'),
    });
    expect(rehearsal.takeWrites()).toEqual([]);
    expect(rehearsal.inventory()).toEqual(before);
    await terminate(rehearsal);
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
  });

  it('says so in a dry run', async () => {
    const rehearsal = await (await labWithNotebook())();
    await teardown(rehearsal.context, { ...UNATTENDED, dryRun: true });
    expect(notices(rehearsal)).toContain('still launched in the Data Scientist account 222222222222: mine');
  });
});
