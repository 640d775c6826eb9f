import { z } from 'zod';
import { DEFAULT_PIPELINE, EXECUTION_MODES, RETENTION_DAYS } from '../lab/pipeline.ts';
import { METRICS } from '../lab/course/metrics.ts';

/** How models are released. All settings are optional. */
export const pipelineSchema = z
  .strictObject({
    metric: z
      .enum(METRICS)
      .optional()
      .meta({
        description:
          'What a model is judged by on the hold-out data, one of the metrics of the course: `mdape`, `rmse`, `mae` or ' +
          '`r2` of numbers, `auc`, `logloss`, `f1` or `accuracy` of classes. Without it the first metric of the course.',
        examples: ['rmse'],
      }),
    threshold: z
      .number()
      .positive()
      .optional()
      .meta({
        description:
          'What the metric has to be for a model to be released: at the most where less is better, at the least where more ' +
          'is, as of `r2`, `auc`, `f1` and `accuracy`, which are up to 1. `mdape` is in percent, `rmse` and `mae` are in the ' +
          'unit of the label. Without it the threshold of the course, if it has one for the metric: penguins have 10 % ' +
          'for `mdape`.',
        examples: [10],
      }),
    plausibility: z
      .number()
      .min(1)
      .max(1000)
      .optional()
      .meta({
        description:
          'How many times smaller than the smallest or larger than the largest label of the hold-out data a predicted ' +
          'number may be, or how many times as far as their range where labels may be 0 or less; classes have no such ' +
          'bounds. A model with a single one beyond that, or one that is no finite number, is not released, however ' +
          'good its metric is: a median does not see what less than half of the predictions are. Without it what the ' +
          'course says: 3 for penguins lets through 950 g to 17,550 g, which no grown penguin of these species leaves; ' +
          '1 allows nothing outside of what was seen.',
        examples: [3],
      }),
    approval: z.boolean().default(DEFAULT_PIPELINE.approval).meta({
      description: 'Whether somebody has to approve a model (`mlops-lab approve`) before it reaches production.',
    }),
    notifyEmail: z
      .string()
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)
      .optional()
      .meta({
        description: 'Who is written to when a release waits for approval or fails; AWS asks that person to confirm.',
        examples: ['releases@example.org'],
      }),
    executionMode: z
      .enum(EXECUTION_MODES)
      .default(DEFAULT_PIPELINE.executionMode)
      .meta({
        description:
          'What happens to submissions that arrive while another is on its way: `queued`, each gets its verdict in ' +
          'turn, or `superseded`, a newer one takes the place of one that waits.',
      }),
    trainingInstanceType: instanceType()
      .default(DEFAULT_PIPELINE.trainingInstanceType)
      .meta({ description: 'Instance type that models are trained on.' }),
    trainingImage: z
      .string()
      .regex(/^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/sagemaker-xgboost:[\w.-]+$/)
      .optional()
      .meta({
        description:
          "Image of SageMaker's XGBoost to train and serve with, where the lab's own choice is not to be used or where " +
          'it knows none for the region.',
        examples: ['683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0'],
      }),
    endpointInstanceType: instanceType()
      .optional()
      .meta({
        description:
          'Instance type of the endpoints, which then are billed by the hour and roll back on alarms. Without it they are ' +
          'serverless, and cost nothing while nobody asks them.',
        examples: ['ml.t2.medium'],
      }),
    serverlessMemory: z
      .literal([1024, 2048, 3072, 4096, 5120, 6144])
      .default(2048)
      .meta({ description: 'Memory of a serverless endpoint in MB, 1024 to 6144 in steps of 1024.' }),
    retentionDays: z
      .literal(RETENTION_DAYS)
      .default(90)
      .meta({
        description:
          'Days after which training data, models, reports and artifacts of the Tools account and logs of endpoints are ' +
          'deleted; one of the numbers that CloudWatch Logs knows, 7 to 731. What endpoints serve, and would go back to, ' +
          'lies in the Staging account and stays.',
      }),
    serverlessConcurrency: z
      .int()
      .min(1)
      .max(200)
      .default(DEFAULT_PIPELINE.serverlessConcurrency)
      .meta({
        description:
          'Requests that each of the two serverless endpoints answers at the same time. All serverless endpoints of an ' +
          'account share a quota, 10 in a new one, and an update takes its endpoint’s share twice.',
      }),
  })
  .prefault({})
  .meta({ description: 'How the pipeline judges and releases models.' });

function instanceType() {
  return z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/);
}
