type Where = { readonly account: string; readonly region: string };

/** ARNs as in the Service authorization reference, "Resource types defined by AWS CodePipeline". */
export function pipelineArn({ account, region }: Where, pipeline: string): string {
  return `arn:aws:codepipeline:${region}:${account}:${pipeline}`;
}

export function stageArn(where: Where, pipeline: string, stage: string): string {
  return `${pipelineArn(where, pipeline)}/${stage}`;
}

export function actionArn(where: Where, pipeline: string, stage: string, action: string): string {
  return `${stageArn(where, pipeline, stage)}/${action}`;
}
