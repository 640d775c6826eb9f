/** The functions of the pipeline. */
export const FUNCTIONS = ['TrainModel', 'GetStatus', 'DeployModel', 'EvaluateModel'] as const;
