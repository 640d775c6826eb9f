import { beforeAll, describe, expect, it } from 'vitest';
import { listNotebooks } from '../../../src/actions/notebook/list.ts';
import { resetNotebooks } from '../../../src/actions/notebook/everybody/reset.ts';
import type { CallFault } from '../../../src/sandbox/kernel/fault-schema.ts';
import { UNATTENDED, type Rehearsal } from '../../support/rehearsal.ts';
import { emptyLab, labWithNotebook, launching, operations, SPOKE, withoutStatement, type Continued } from './stage.ts';

let lab: Continued;
let labInUse: Continued;

beforeAll(async () => {
  [lab, labInUse] = await Promise.all([emptyLab(), labWithNotebook()]);
});

async function terminating(): Promise<Rehearsal> {
  const rehearsal = await labInUse();
  const notebooks = await rehearsal.context.cloud.notebooks(rehearsal.context.lab);
  for (const launched of await notebooks.list()) await notebooks.terminate(launched);
  return rehearsal;
}

describe('the notebooks of everybody end', () => {
  it.each([
    ['while one is being launched', async () => launching(await lab())],
    ['while its owner terminates one', terminating],
  ])('%s', async (_, begin) => {
    const rehearsal = await begin();
    expect(await resetNotebooks(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded', leftovers: [] });
    expect(operations(rehearsal)[0]).toBe('attach mine: succeeded');
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });

  it('also where the launch role may not delete all of a notebook', async () => {
    const rehearsal = await labInUse();
    withoutStatement(rehearsal, 'make-the-role', 'ManageRole');
    expect(await resetNotebooks(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded', leftovers: [] });
    const warnings = rehearsal.events.filter((event) => event.type === 'notice' && event.level === 'warning');
    expect(warnings).toMatchObject([
      {
        message: expect.stringMatching(
          /^the termination of mine failed: NotebookRole, .* the administrator$/,
        ) as string,
      },
    ]);
    const left = rehearsal.inventory()[SPOKE] ?? [];
    expect(left.filter((arn) => /--nb-[0-9a-f]{8}/.test(arn))).toEqual([]);
  });

  it('and what neither Service Catalog nor CloudFormation deletes is deleted by itself', async () => {
    const held = { kind: 'resource', phase: 'delete', reason: 'is in use', times: 3 } as const;
    const rehearsal = await labInUse({ faults: [{ ...held, resource: 'NotebookRole' }] });
    expect(await resetNotebooks(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded', leftovers: [] });
    const left = rehearsal.inventory()[SPOKE] ?? [];
    expect(left.filter((arn) => /--nb-[0-9a-f]{8}/.test(arn))).toEqual([]);
  });

  /** A reset whose notebook has to be ended without Service Catalog, which CloudFormation refuses at first. */
  async function refusedAtFirst(refusal: Pick<Extract<CallFault, { kind: 'error' }>, 'code' | 'message' | 'status'>) {
    const call = 'cloudformation:DeleteStack';
    const rehearsal = await labInUse({ faults: [{ kind: 'error', call, times: 1, ...refusal }] });
    withoutStatement(rehearsal, 'make-the-role', 'ManageRole');
    return resetNotebooks(rehearsal.context, UNATTENDED);
  }

  it('although CloudFormation refuses to delete a stack whose role is gone', async () => {
    const message = 'Role is invalid or cannot be assumed';
    const reset = refusedAtFirst({ code: 'ValidationError', message, status: 400 });
    expect(await reset).toMatchObject({ status: 'succeeded', leftovers: [] });
  });

  it('but not with credentials that have expired, which are told as that', async () => {
    const reset = refusedAtFirst({ code: 'ExpiredToken', status: 403 });
    await expect(reset).rejects.toMatchObject({ code: 'credentials-expired', exitCode: 3 });
  });
});
