import { describe, expect, it } from 'vitest';
import { courseText, labelClasses } from '../../src/lab/course/course.ts';
import type { Course } from '../../src/lab/course/types.ts';
import type { FakeAws } from '../../test/functions/fake-aws.ts';
import { cloud, COURSE, evaluate, HOLDOUT, PARAMETERS } from '../../test/functions/judging.ts';
import { EXECUTION } from '../../test/functions/pipeline.ts';
import { BINARY, MULTICLASS, REGRESSION } from '../../test/support/class-courses.ts';

const ROWS = 60;

/** The rows of each class in turn, by a size that says which it is: 0, 1, 2, 0, … */
function asking(course: Course, answer: (size: number) => string): FakeAws {
  const aws = cloud(0);
  const classes = labelClasses(course);
  const rows = Array.from(
    { length: ROWS },
    (_, at) => `${classes[at % classes.length] ?? String(1 + at)},${String(at)}`,
  );
  aws.objects.put(COURSE, courseText(course));
  aws.objects.put(HOLDOUT, [`${course.label},size`, ...rows, ''].join('\n'));
  aws.sagemaker.predict = ([size = 0]) => answer(size);
  return aws;
}

const BY = (METRIC: string, THRESHOLD: string) => ({ environment: { METRIC, THRESHOLD } });

function reportOf(aws: FakeAws): unknown {
  return JSON.parse(aws.objects.text(`mlops-artifacts/evaluations/${EXECUTION}/nonprod.json`));
}

/** Right but for every tenth row, which it takes for the first of three. */
const MOSTLY_RIGHT = (size: number) =>
  size % 10 === 1 ? '0.8,0.1,0.1' : (['0.8,0.1,0.1', '0.1,0.8,0.1', '0.1,0.1,0.8'][size % 3] ?? '');

describe('a model that chooses among several classes', () => {
  it('passes by a score that is at least the threshold, with what is taken for what', async () => {
    const aws = asking(MULTICLASS, MOSTLY_RIGHT);
    const end = await evaluate(aws, PARAMETERS, BY('accuracy', '0.9'));
    expect(end).toMatchObject({
      kind: 'success',
      outputVariables: {
        Label: 'species',
        Question: 'What is it?',
        Task: 'multiclass',
        Metric: 'accuracy',
        Threshold: '0.9',
        Accuracy: '0.933333',
        AccuracyBaseline: '0.333333',
        Classes: 'setosa,versicolor,virginica',
        Confusion: '20,0,0;2,18,0;2,0,18',
        Unit: 'none',
        Rows: '60',
      },
    });
    expect(end.message).toMatch(
      /^accuracy 0\.9333 \(threshold 0\.9\) over 60 rows, 95 % interval 0\.\d+ to \S+, 0\.3333 by guessing; /,
    );
    expect(end).not.toHaveProperty('outputVariables.LargestError');
  });

  it('is judged the same where the course has its hold-out data in a file of their own', async () => {
    const course = { ...MULTICLASS, holdOut: { file: 'holdout.csv' } };
    const end = await evaluate(asking(course, MOSTLY_RIGHT), PARAMETERS, BY('accuracy', '0.9'));
    expect(end).toMatchObject({ kind: 'success', outputVariables: { Accuracy: '0.933333', Rows: '60' } });
  });

  it('is stopped below it', async () => {
    const aws = asking(MULTICLASS, MOSTLY_RIGHT);
    const end = await evaluate(aws, PARAMETERS, BY('accuracy', '0.94'));
    expect(end.kind).toBe('failure');
    expect(end.message).toContain(
      'the model is not good enough, submit a better one: accuracy 0.9333 (threshold 0.94)',
    );
    expect(aws.sagemaker.packages[1]).toMatchObject({
      status: 'Rejected',
      input: {
        CustomerMetadataProperties: {
          task: 'multiclass',
          metric: 'accuracy',
          accuracy: '0.933333',
          f1Score: '0.934609',
        },
      },
    });
  });

  it('is held to an error that is at most the threshold', async () => {
    const aws = asking(MULTICLASS, MOSTLY_RIGHT);
    expect((await evaluate(aws, PARAMETERS, BY('logloss', '0.4'))).kind).toBe('success');
    expect((await evaluate(aws, PARAMETERS, BY('logloss', '0.3'))).kind).toBe('failure');
  });

  it('is reported as the model registry shows it', async () => {
    const aws = asking(MULTICLASS, MOSTLY_RIGHT);
    await evaluate(aws, PARAMETERS, BY('accuracy', '0.9'));
    const deviation = expect.any(Number) as number;
    expect(reportOf(aws)).toMatchObject({
      multiclass_classification_metrics: {
        confusion_matrix: {
          setosa: { setosa: 20, versicolor: 0, virginica: 0 },
          versicolor: { setosa: 2, versicolor: 18, virginica: 0 },
          virginica: { setosa: 2, versicolor: 0, virginica: 18 },
        },
        accuracy: { value: 56 / 60, standard_deviation: deviation },
        macro_f1: { standard_deviation: deviation },
        macro_auc: { standard_deviation: deviation },
        logloss: { standard_deviation: deviation },
      },
      verdict: { passed: true, baselines: { accuracy: 1 / 3 }, plausibility: { impossible: { count: 0 } } },
    });
  });

  it('may be answered for in lists, as another version of the container does', async () => {
    const aws = asking(MULTICLASS, (size) => `[${MOSTLY_RIGHT(size).replaceAll(',', ', ')}]`);
    expect((await evaluate(aws, PARAMETERS, BY('accuracy', '0.9'))).kind).toBe('success');
  });

  it.each([['1.2,-0.1,-0.1'], ['0.5,0.5,0.5'], ['nan,0.5,0.5']])(
    'is stopped for an answer that is no probability: %s',
    async (answer) => {
      const end = await evaluate(
        asking(MULTICLASS, (size) => (size === 7 ? answer : MOSTLY_RIGHT(size))),
        PARAMETERS,
        BY('accuracy', '0.5'),
      );
      expect(end.message).toContain(
        `the model predicts what cannot be, submit a better one: 1 of 60 predictions are impossible, such as ${answer.replaceAll(',', ', ').replace('nan', 'NaN')}; possible are probabilities; accuracy`,
      );
    },
  );

  it('that answers with one number a row says what is wanted', async () => {
    const end = await evaluate(
      asking(MULTICLASS, (size) => String(size % 3)),
      PARAMETERS,
      BY('accuracy', '0.9'),
    );
    expect(end.message).toContain(
      'answered 1 numbers for a row; submit a model that predicts 3 numbers a row, a probability of each class',
    );
  });
});

describe('a model that chooses between two classes', () => {
  it('is judged by the probability of the second', async () => {
    const aws = asking(BINARY, (size) => (size % 2 === 1 && size !== 1 ? '0.9' : '0.2'));
    const end = await evaluate(aws, PARAMETERS, BY('f1', '0.9'));
    expect(end).toMatchObject({
      kind: 'success',
      outputVariables: {
        Classes: 'ham,spam',
        Confusion: '30,0;1,29',
        F1Score: '0.983051',
        F1ScoreBaseline: '0.666667',
      },
    });
    expect(reportOf(aws)).toMatchObject({
      binary_classification_metrics: {
        confusion_matrix: { ham: { ham: 30, spam: 0 }, spam: { ham: 1, spam: 29 } },
        auc: { value: 59 / 60 },
      },
    });
  });

  it('is stopped for a number that is no probability', async () => {
    const end = await evaluate(
      asking(BINARY, (size) => (size === 3 ? '1.5' : '0.2')),
      PARAMETERS,
      BY('auc', '0.1'),
    );
    expect(end.message).toContain('1 of 60 predictions are impossible, such as 1.5; possible are probabilities');
  });
});

describe('a model that predicts numbers', () => {
  it('is judged by all metrics that its course has', async () => {
    const aws = asking(REGRESSION, (size) => String(size + 2));
    const end = await evaluate(aws, PARAMETERS, BY('r2', '0.9'));
    expect(end).toMatchObject({ kind: 'success', outputVariables: { MeanAbsoluteError: '1', Unit: 'm' } });
    expect(end.message).toMatch(
      /^coefficient of determination 0\.99\d* \(threshold 0\.9\) over 60 rows, .*; root mean/,
    );
    expect(reportOf(aws)).toMatchObject({ regression_metrics: { mae: { value: 1 }, rmse: { value: 1 }, r2: {} } });
  });

  it('is not judged by what its course does not have', async () => {
    const end = await evaluate(
      asking(REGRESSION, () => '1'),
      PARAMETERS,
      BY('auc', '0.9'),
    );
    expect(end.message).toContain('METRIC is "auc"; write one of rmse, mdape, mae, r2');
  });
});
