import { firstOf } from '../../quantities.ts';
import { featuresOf, labelOf, titleOf } from '../course.ts';
import { OBJECTIVES, type Task } from '../tasks.ts';
import type { Column, Course } from '../types.ts';

export interface Cell {
  readonly id: string;
  /** Whether it is Python; else it is prose. */
  readonly code: boolean;
  readonly text: string;
}

const MOST_LISTED = 30;

/** The cells of a course's notebook, each explained by the one before it. */
export function cellsOf(course: Course): Cell[] {
  return [
    prose('title', titleText(course)),
    prose('where', WHERE),
    code('setup', SETUP),
    prose('data', dataText(course)),
    code('load', LOAD),
    prose('look', LOOK_TEXT),
    code('look-code', LOOK),
    prose('label', `What is to be predicted: ${plain(titleOf(labelOf(course)))}.`),
    code('label-code', LABEL[course.task]),
    prose('good', GOOD_TEXT),
    code('split', SPLIT),
    prose('guess', GUESS_TEXT[course.task]),
    code('guess-code', GUESS[course.task]),
    prose('sagemaker', SAGEMAKER),
    code('upload', upload(course)),
    prose('request', REQUEST_TEXT),
    code('job', request(course)),
    prose('train', 'Start it and wait: `lab.train` calls `create_training_job` and then looks every ten seconds.'),
    code('train-job', 'model_data = lab.train(request)\nmodel_data'),
    prose('submit', SUBMIT_TEXT),
    code('pack', SUBMIT),
    prose('watch', WATCH),
    code('watch-code', 'submitted = release.watch(here, version)'),
    prose('verdict', '## Read the verdict\n\nWhat the pipeline decided, and why.'),
    code('verdict-code', 'outcome = release.verdict(here, submitted)'),
    prose('next', NEXT),
    code('tidy-up', `print(lab.tidy_up(here, "${course.name}/"), "objects deleted")`),
  ];
}

function prose(id: string, text: string): Cell {
  return { id, code: false, text };
}

function code(id: string, text: string): Cell {
  return { id, code: true, text };
}

/** Names come from a table, and could be taken for Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_|<>[\]#$]/g, String.raw`\$&`);
}

const CHAPTERS = [
  'Where you are',
  'The data',
  'Look at it',
  'What good means',
  'Train in SageMaker',
  'Submit',
  'Watch the pipeline',
  'Read the verdict',
  'What to try next',
];

function titleText({ title, question }: Course): string {
  const contents = CHAPTERS.map((name, at) => `${String(at + 1)}. [${name}](#${name.replaceAll(' ', '-')})`);
  return `# ${plain(title)}\n\n${plain(question)} Run one cell after the other with \`Shift+Enter\`, and read what stands before each.\n\n${contents.join('\n')}`;
}

const WHERE = `## Where you are

This notebook stands in a private network. It reaches the lab's buckets and the AWS services that the lab uses, and nothing
else: there is no internet, so \`pip install\` does not work, and you do not need it here. What lies under \`~/SageMaker\` stays
when the notebook is stopped.`;

const SETUP = `import boto3
import numpy as np

import course
import lab
import plots
import release

here = lab.look_around()
print(here)`;

function dataText(course: Course): string {
  const features = featuresOf(course);
  const rest = features.length - MOST_LISTED;
  const lines = [
    `| ${plain(course.label)} | ${meaning(labelOf(course))}: **what we predict** |`,
    ...features.slice(0, MOST_LISTED).map((column) => `| ${plain(column.name)} | ${meaning(column)} |`),
    ...(rest > 0 ? [`| … | and ${String(rest)} more |`] : []),
  ];
  const { by, licence } = course.source;
  return `## The data

\`train.csv\` holds the ${plain(course.rows.several)} to train with. Made by: ${plain(by)}; licence: ${plain(licence)}.

| column | what it holds |
|---|---|
${lines.join('\n')}

More ${plain(course.rows.several)} are missing here. The Tools account keeps them, and judges every model by them: whoever submits
a model cannot choose how it is judged.`;
}

function meaning(column: Column): string {
  const title = plain(titleOf(column));
  if (column.type === 'flag') return `${title}: 1 for yes, 0 for no`;
  if (column.type === 'level') return `${title}: ${levels(column.levels)}`;
  return column.unit ? `${title} in ${plain(column.unit.name)}` : title;
}

const MOST_LEVELS = 5;

function levels(all: readonly string[]): string {
  const numbered = all.map((level, at) => `${plain(level)} (${String(at)})`);
  return firstOf(numbered, MOST_LEVELS);
}

const LOAD = `taught = course.load()
rows = np.array(taught.read("train.csv"))
answers, features = rows[:, 0], rows[:, 1:]
print(len(rows), "rows, and", len(taught.features), "features to predict", taught.label, "by")`;

const LOOK_TEXT = `## Look at it

Always look before you train. What is the least, the middle and the most of each column, and how much of it is missing?
Words are numbers here: each stands for its place in its list of levels.`;

const LOOK = `def summary(name, values):
    known = values[~np.isnan(values)]
    least, middle, most = np.quantile(known, [0, 0.5, 1])
    missing = 100 * np.isnan(values).mean()
    print(f"{name[:30]:<32}{least:12.5g}{middle:12.5g}{most:12.5g}{missing:8.1f} % missing")

for name, values in list(zip(taught.features, features.T))[:30]:
    summary(name, values)`;

const CLASSES = `classes = taught.columns[0].get("levels", ["0", "1"])
for place, name in enumerate(classes):
    print(f"{name[:30]:<32}{np.sum(answers == place):8d} rows, {100 * np.mean(answers == place):5.1f} %")`;

const LABEL: Readonly<Record<Task, string>> = {
  regression: `summary(taught.label, answers)
bars, edges = np.histogram(answers, bins=10)
for bar, edge in zip(bars, edges):
    print(f"from {edge:12.5g}  {'█' * int(np.ceil(40 * bar / bars.max()))} {bar}")`,
  binary: CLASSES,
  multiclass: CLASSES,
};

const GOOD_TEXT = `## What good means

A model is only worth what it says about rows that it has never seen. So put a quarter of them aside, and do not train with
them. The seed makes it the same quarter every time.`;

const SPLIT = `shuffled = np.random.default_rng(seed=7).permutation(len(rows))
test, train = shuffled[: len(rows) // 4], shuffled[len(rows) // 4 :]
print(f"{len(train)} rows to train with, {len(test)} to judge by")`;

const GUESS_CLASSES = `Before any model, ask what one gets for nothing: always the most frequent class. Where one class is rare, that alone is right
nearly always, and has found nothing: accuracy is then a poor judge.`;

const GUESS_TEXT: Readonly<Record<Task, string>> = {
  regression: 'Before any model, ask what one gets for nothing: guess the mean for every row.',
  binary: GUESS_CLASSES,
  multiclass: GUESS_CLASSES,
};

const LARGEST = `largest = np.bincount(answers[train].astype(int)).argmax()
print(f"always {classes[largest]}: right in {100 * np.mean(answers[test] == largest):.1f} % of the rows")`;

const GUESS: Readonly<Record<Task, string>> = {
  regression: `errors = answers[test] - answers[train].mean()
print(f"always the mean: off by {np.mean(np.abs(errors)):.5g} on average, rmse {np.sqrt(np.mean(errors ** 2)):.5g}")`,
  binary: LARGEST,
  multiclass: LARGEST,
};

const SAGEMAKER = `## Train in SageMaker

SageMaker starts a machine of its own, runs AWS's XGBoost on the data that lies in S3, puts the model back into S3 and deletes
the machine. You pay for the two or three minutes that it runs. First the data, the way this XGBoost reads it: no header, and
the label in the first column.`;

function upload({ name }: Course): string {
  return `train_data = lab.upload_table(here, "${name}/data/train.csv", answers[train], features[train])
test_data = lab.upload_table(here, "${name}/data/test.csv", answers[test], features[test])
train_data, test_data`;
}

const REQUEST_TEXT = `Now the request. Three parts of it are the lab's rules, and a job without them is refused: it runs in the lab's private
**network** (\`VpcConfig\`), with this notebook's **role** and under a **name** that begins like the notebook's. The tag
says whose it is. \`HyperParameters\` are texts, as SageMaker wants them.`;

function request({ name, task }: Course): string {
  const several = task === 'multiclass' ? '\n        "num_class": str(len(classes)),' : '';
  return `hyperparameters = {"num_round": 100, "max_depth": 3, "eta": 0.1, "subsample": 0.8}

request = {
    "TrainingJobName": here.new_job_name(),
    "RoleArn": here.role,
    "AlgorithmSpecification": {"TrainingImage": here.image, "TrainingInputMode": "File"},
    "HyperParameters": {
        "objective": "${OBJECTIVES[task]}",${several}
        **{name: str(value) for name, value in hyperparameters.items()},
    },
    "InputDataConfig": [lab.channel("train", train_data), lab.channel("validation", test_data)],
    "OutputDataConfig": {"S3OutputPath": here.uri("${name}/models"), "KmsKeyId": here.key},
    "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 5},
    "StoppingCondition": {"MaxRuntimeInSeconds": 1800},
    "VpcConfig": here.network,
    "Tags": here.tags,
}`;
}

const SUBMIT_TEXT = `## Submit

A submission is a zip file with a manifest and either data, with which the pipeline trains by the hyperparameters of the
manifest, or a model that is trained already. This one is data: anybody can repeat it.`;

const SUBMIT = `with open("train.csv", "rb") as file:
    table = file.read()

manifest = {
    "version": 1,
    "course": taught.name,
    "name": f"{taught.name}-{here.team}",
    "kind": "data",
    "hyperparameters": hyperparameters,
}
version = lab.submit(here, lab.pack(manifest, table), manifest["name"])
print("submitted as version", version)`;

const WATCH = `## Watch the pipeline

The upload has started a pipeline in the Tools account, which trains, puts the model behind a test endpoint, judges it by the
rows that the Tools account keeps, and releases it if it is good enough. On AWS the whole way takes about a quarter of an hour.`;

const NEXT = `## What to try next

- Spoil your data: shuffle the answers, write a new \`train.csv\`, submit it, and watch the gate hold.
- Leave a column empty that you think matters. How much worse does it get, and does it still pass?
- Submit a trained model: \`lab.download(model_data, "model.tar.gz")\`, and a manifest of the kind \`model\`.

**Before you go**, tidy up: this deletes from your bucket what this notebook put there.`;
