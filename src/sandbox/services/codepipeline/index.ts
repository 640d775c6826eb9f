import { own } from '../../../own.ts';
import type { Service } from '../../kernel/service.ts';
import { listActionExecutions } from './action-executions.ts';
import { putApprovalResult } from './approvals.ts';
import { advance, nextDue } from './engine/advance.ts';
import { getPipelineExecution, listPipelineExecutions } from './executions.ts';
import { putJobFailureResult, putJobSuccessResult } from './jobs.ts';
import { pipelineOperations } from './pipelines.ts';
import { getPipelineState } from './pipeline-state.ts';
import { pipelineType } from './resource-types/pipeline.ts';
import { retryStageExecution } from './retry.ts';
import { rollbackStage } from './rollback.ts';
import { startPipelineExecution } from './start.ts';
import { pipelineSlice, pipelinesOf } from './state.ts';
import { stopPipelineExecution } from './stop.ts';
import { tagOperations } from './tags.ts';
import { transitionOperations } from './transitions.ts';

export const codePipelineService: Service = {
  name: 'codepipeline',
  operations: {
    ...pipelineOperations,
    ...transitionOperations,
    ...tagOperations,
    StartPipelineExecution: startPipelineExecution,
    StopPipelineExecution: stopPipelineExecution,
    RetryStageExecution: retryStageExecution,
    RollbackStage: rollbackStage,
    GetPipelineExecution: getPipelineExecution,
    ListPipelineExecutions: listPipelineExecutions,
    GetPipelineState: getPipelineState,
    ListActionExecutions: listActionExecutions,
    PutApprovalResult: putApprovalResult,
    PutJobSuccessResult: putJobSuccessResult,
    PutJobFailureResult: putJobFailureResult,
  },
  resourceTypes: { 'AWS::CodePipeline::Pipeline': pipelineType },
  nextDue,
  advance,
  // A pipeline's stages and actions have no tags of their own.
  tagsOf: (arn, place) => own(pipelinesOf(place), arn.split(':')[5]?.split('/')[0] ?? '')?.tags,
  inventory: ({ world }, account) =>
    [...world.each(pipelineSlice)]
      .filter((slice) => slice.account === account)
      .flatMap(({ value }) => Object.values(value.pipelines).map(({ arn }) => arn)),
};
