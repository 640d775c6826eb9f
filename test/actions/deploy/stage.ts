import type { DriftedResource } from '../../../src/lab/drift.ts';
import { STACK_IDS } from '../../../src/lab/stacks.ts';
import type { ChangePreview } from '../../../src/ports/stacks.ts';
import { standing } from '../../support/fake-lab.ts';

export const gone: DriftedResource = {
  ...{ logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', physicalId: 't', drift: 'deleted' },
};
export const ALL_OUTPUTS = Object.fromEntries(STACK_IDS.map((id) => [id, standing(id).outputs]));
export const OTHER = { parameters: { ...standing('staging').parameters, RetentionDays: '9' } };
export const PREVIEW: ChangePreview = { changeSet: 'the one shown', changes: [] };
