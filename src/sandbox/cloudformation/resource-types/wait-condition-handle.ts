import type { ResourceType } from '../../kernel/service.ts';

/** Does nothing by itself; its physical id is the address that signals for the stack would be sent to. */
export const waitConditionHandle: ResourceType = {
  seconds: { create: 1, update: 1, delete: 1 },
  create(_properties, { cloud, region, stackId, logicalId }) {
    const path = encodeURIComponent(`${stackId}/${logicalId}`);
    const host = `cloudformation-waitcondition-${region}.s3.amazonaws.com`;
    return { physicalId: `https://${host}/${path}?AWSAccessKeyId=${cloud.world.identifier(20)}` };
  },
  delete() {
    // The address just expires.
  },
};
