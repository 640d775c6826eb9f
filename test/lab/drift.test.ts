import { describe, expect, it } from 'vitest';
import { beyondRepair, deletedIn, placeOf, type DriftedResource, type DriftKind } from '../../src/lab/drift.ts';
import { aws, mlopsLab, stepsOf } from '../../src/steps.ts';

const PLACE = placeOf('arn:aws:cloudformation:eu-west-1:111111111111:stack/pre-reqs/1');

function drifted(drift: DriftKind, resourceType = 'AWS::KMS::Key', physicalId = 'k-1'): DriftedResource {
  return { logicalId: 'Key', resourceType, physicalId, drift };
}

describe('drift', () => {
  it('is where its stack is', () => {
    expect(PLACE).toEqual({ partition: 'aws', region: 'eu-west-1', accountId: '111111111111' });
  });

  it('is a deletion only where it is sure', () => {
    const all = (['deleted', 'disabled', 'pending-deletion', 'unread'] as const).map((kind) => drifted(kind));
    expect(deletedIn(all).map(({ drift }) => drift)).toEqual(['deleted']);
  });

  it.each<[DriftKind, string]>([
    ['deleted', 'key-deleted'],
    ['disabled', 'key-disabled'],
    ['pending-deletion', 'key-pending-deletion'],
  ])('of a key that is %s is beyond repair, whatever else there is', (kind, code) => {
    const others = [drifted('deleted', 'AWS::S3::Bucket', 'b'), drifted('unread')];
    const refusal = beyondRepair([...others, drifted(kind, 'AWS::KMS::Key', 'k-2')], PLACE);
    expect(refusal).toMatchObject({ kind: 'refuse', code, because: expect.stringContaining('Key (k-2)') as string });
  });

  it('of a key that is gone is mended by a new lab: torn down, then created', () => {
    const refusal = beyondRepair([drifted('deleted', 'AWS::KMS::Key', 'k-2')], PLACE);
    const hint = refusal && 'hint' in refusal ? refusal.hint : [];
    expect(stepsOf(hint).map(({ command }) => command)).toEqual([mlopsLab('teardown'), mlopsLab('init')]);
  });

  it.each<[DriftKind, string]>([
    ['unread', 'AWS::KMS::Key'],
    ['deleted', 'AWS::S3::Bucket'],
  ])('that is %s of %s is none that is beyond repair', (kind, resourceType) => {
    expect(beyondRepair([drifted(kind, resourceType)], PLACE)).toBeUndefined();
  });

  it('of a key says which key is to be mended, and where', () => {
    const { hint } = beyondRepair([drifted('pending-deletion')], PLACE) ?? expect.fail('it was taken for repairable');
    const [cancel, enable] = stepsOf(hint);
    for (const [step, operation] of [
      [cancel, 'cancel-key-deletion'],
      [enable, 'enable-key'],
    ] as const) {
      expect(step?.say).toContain('111111111111');
      expect(step?.command).toEqual(aws('kms', operation, '--key-id', 'k-1', '--region', 'eu-west-1'));
    }
  });
});
