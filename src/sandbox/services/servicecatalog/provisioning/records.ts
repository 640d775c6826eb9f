import type {
  DescribeRecordInput,
  DescribeRecordOutput,
  ListRecordHistoryInput,
  ListRecordHistoryOutput,
  ListRecordHistorySearchFilter,
  RecordOutput,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../../kernel/service.ts';
import { invalidParameters } from '../errors.ts';
import { paged } from '../paging.ts';
import { catalogOf, type RequestRecord } from '../state.ts';
import { noteAccess, withinLevel } from './access-level.ts';
import { observeRequests, stackOf } from './progress.ts';
import { recordDetail, recordOf } from './views.ts';

export const recordOperations = {
  DescribeRecord(input: DescribeRecordInput, call: Call): DescribeRecordOutput {
    observeRequests(call);
    const record = recordOf(call, input.Id);
    noteAccess(call, record.requester);
    const { items, next } = paged(outputsOf(call, record), input);
    return { RecordDetail: recordDetail(call, record), RecordOutputs: items, NextPageToken: next };
  },

  ListRecordHistory(input: ListRecordHistoryInput, call: Call): ListRecordHistoryOutput {
    observeRequests(call);
    const isWithin = withinLevel(call, input.AccessLevelFilter, 'User');
    const records = Object.values(catalogOf(call).records)
      .filter((record) => isWithin(record.requester) && passes(record, input.SearchFilter))
      .reverse();
    const { items, next } = paged(records, input);
    return { RecordDetails: items.map((record) => recordDetail(call, record)), NextPageToken: next };
  },
};

/** The outputs of the stack, once a launch or an update has succeeded, beside the stack itself. */
function outputsOf(call: Call, record: RequestRecord): RecordOutput[] {
  if (!record.outcome?.succeeded || record.type === 'TERMINATE_PROVISIONED_PRODUCT') return [];
  const outputs = stackOf(call, record)?.Outputs ?? [];
  const stack = {
    OutputKey: 'CloudformationStackARN',
    OutputValue: record.product.stackId,
    Description: 'The ARN of the launched Cloudformation Stack',
  };
  return [
    stack,
    ...outputs.map(({ OutputKey, OutputValue, Description }) => ({ OutputKey, OutputValue, Description })),
  ];
}

function passes({ product }: RequestRecord, { Key, Value }: ListRecordHistorySearchFilter = {}): boolean {
  switch (Key) {
    case undefined:
      return true;
    case 'product':
      return product.productId === Value;
    case 'provisionedproduct':
      return product.id === Value;
    default:
      throw invalidParameters(`Invalid search filter key: ${Key}`);
  }
}
