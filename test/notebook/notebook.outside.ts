import type { ListObjectsV2Output } from '@aws-sdk/client-s3';
import type { DescribeEndpointOutput, DescribeModelPackageOutput } from '@aws-sdk/client-sagemaker';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { denials } from '../permissions/denials.ts';
import { operatorOf } from '../permissions/people.ts';
import type { Stage } from '../permissions/stage.ts';
import { notebookOf } from './notebook-file.ts';
import { pythonWith } from './python.ts';
import { launchedNotebook } from './stage.ts';

const python = pythonWith(['boto3', 'numpy'], 'the notebook is not executed');

/** Prints how a step ends that somebody gets wrong. */
const attempt = (step: string) => `
try:
    ${step}
except lab.LabError as error:
    print(error)
`;

const REQUEST = `
def request(**changes):
    return {
        "TrainingJobName": here.new_job_name() + str(time.monotonic_ns())[-6:],
        "RoleArn": here.role,
        "AlgorithmSpecification": {"TrainingImage": here.image, "TrainingInputMode": "File"},
        "HyperParameters": {"objective": "reg:squarederror", "num_round": "20"},
        "InputDataConfig": [lab.channel("train", data)],
        "OutputDataConfig": {"S3OutputPath": here.uri("penguins/models"), "KmsKeyId": here.key},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 5},
        "StoppingCondition": {"MaxRuntimeInSeconds": 1800},
        "VpcConfig": here.network, "Tags": here.tags,
        **changes,
    }
`;

const SETUP = `
import os, time
import numpy as np
import lab, release, trees
here = lab.look_around()
rows = np.genfromtxt("train.csv", delimiter=",", skip_header=1)
data = lab.upload_table(here, "penguins/data/train.csv", rows[:, 0], rows[:, 1:])
${REQUEST}`;

/** Each cell prints what somebody sees who does something else than the notebook says. */
const OTHER_WAYS = {
  setup: SETUP,
  outside: attempt('lab.train({name: value for name, value in request().items() if name != "VpcConfig"})'),
  misspelt: attempt('lab.train(request(HyperParameters={"num_round": "20", "max_deph": "3"}))'),
  train: `
name = here.new_job_name()
archive = lab.download(lab.train(request(TrainingJobName=name)), "own-model.tar.gz")`,
  taken: attempt('lab.train(request(TrainingJobName=name))'),
  model: `
packed = lab.pack({"version": 1, "name": "own-model", "kind": "model"}, archive.read_bytes())
print("outcome:", release.verdict(here, release.watch(here, lab.submit(here, packed, "own-model"))))`,
  malformed: `
packed = lab.pack({"version": 1, "name": "odd", "kind": "data", "colour": "black"}, open("train.csv", "rb").read())
print("outcome:", release.verdict(here, release.watch(here, lab.submit(here, packed, "odd"))))`,
  superseded: 'print("outcome:", release.verdict(here, release.Release("x", "Superseded", [])))',
  elsewhere: attempt('lab.download(f"s3://{here.submission_bucket}/{lab.SUBMISSION_KEY}", "stolen.zip")'),
  forgotten: `
key = os.environ.pop("MLOPS_LAB_KEY_ARN")${attempt('lab.look_around()')}
os.environ["MLOPS_LAB_KEY_ARN"] = key`,
  unreachable: `
endpoint, os.environ["AWS_ENDPOINT_URL"] = os.environ["AWS_ENDPOINT_URL"], "http://127.0.0.1:9"${attempt('release.Observer(here)')}
os.environ["AWS_ENDPOINT_URL"] = endpoint`,
  pickled: attempt('trees.Model(b"\\x80\\x04\\x95pickled")'),
};

async function worked(python: string): Promise<void> {
  const stage = await launchedNotebook(python);
  const said = await stage.execute('penguins.ipynb');
  const refusals = denials(stage.recorder.recorded());
  const kept = objectsIn(stage, stage.launched['BucketName']);
  writeFileSync(join(stage.folder, 'other-ways.ipynb'), notebookOf(OTHER_WAYS));
  const otherwise = await stage.execute('other-ways.ipynb');
  afterAll(() => stage.close());

  describe('executed from top to bottom', () => {
    it('comes to its end', () => {
      expect(said.stderr).toBe('');
      expect(said.code).toBe(0);
    });

    it('is refused nothing', () => {
      expect(refusals).toEqual([]);
    });

    it('shows a model that is better by hand than for nothing, and good enough from SageMaker', () => {
      const scores = [...said.stdout.matchAll(/^(.+?) +mdape +([\d.]+) %/gm)].map(([, , value]) => Number(value));
      const [nothing = 0, byHand = 0, sagemaker = 0] = scores;
      expect(byHand).toBeLessThan(nothing / 2);
      expect(sagemaker).toBeLessThan(nothing / 2);
      expect(sagemaker).toBeLessThan(10);
    });

    it('tells the training and the stages of the pipeline as they go by', () => {
      expect(said.stdout).toMatch(/ 0:\d\d {2}Training +Training image download completed/);
      expect(said.stdout).toMatch(/validation:rmse [\d.]+/);
      const stages = [...said.stdout.matchAll(/\d:\d\d {2}stage (\w+)/g)].map(([, name]) => name);
      expect(stages).toEqual(['Source', 'Train', 'NonProd', 'Production']);
      expect(said.stdout).toMatch(/EvaluateProduction +Succeeded +median absolute percentage error/);
    });

    it('ends with a model in production, as the registry has it too', () => {
      expect(said.stdout).toMatch(
        /RELEASED to production\n\nsubmission {2}penguins-research\njudged {6}median absolute/,
      );
      expect(said.stdout).toMatch(/registered {2}mlops-lab\/1, Approved/);
      const endpoint = inAccount<DescribeEndpointOutput>('staging', 'DescribeEndpoint', {
        EndpointName: 'mlops-lab--production',
      });
      expect(endpoint.EndpointStatus).toBe('InService');
      const model = inAccount<DescribeModelPackageOutput>('tools', 'DescribeModelPackage', {
        ModelPackageName: 'arn:aws:sagemaker:us-east-1:111111111111:model-package/mlops-lab/1',
      });
      expect(model.ModelApprovalStatus).toBe('Approved');
    });

    it('leaves nothing in its bucket', () => {
      expect(said.stdout).toMatch(/\n\d+ objects deleted\n/);
      expect(kept).toEqual([]);
    });
  });

  describe('where somebody leaves the path', () => {
    const parts = otherwise.stdout.split(/^── (.+)$/m).slice(1);
    const shown = (cell: keyof typeof OTHER_WAYS) => parts[parts.indexOf(cell) + 1] ?? '';

    it('goes on nevertheless', () => {
      expect(otherwise.stderr).toBe('');
      expect(otherwise.code).toBe(0);
    });

    it.each([
      ['outside', 'AccessDenied', "→ a job needs VpcConfig with the lab's network"],
      ['misspelt', 'max_deph', '→ correct the request'],
      ['taken', 'ResourceInUse', '→ run the cell that makes the request again'],
      ['elsewhere', 'AccessDenied', '→ try again in a minute'],
      ['forgotten', 'MLOPS_LAB_KEY_ARN is not set', '→ choose Kernel > Restart Kernel'],
      ['unreachable', 'assuming the observer', "→ this notebook's network has no way"],
      ['pickled', "not in one of XGBoost's own formats", '→ train it with'],
    ] as const)('says what happened and how to mend it: %s', (cell, what, remedy) => {
      expect(shown(cell)).toContain(what);
      expect(shown(cell)).toContain(remedy);
    });

    it('releases a model that was trained in the notebook', () => {
      expect(shown('model')).toMatch(/TrainModel +Succeeded +own-model is a trained model/);
      expect(shown('model')).toContain('outcome: released');
    });

    it('shows why the pipeline rejects a submission', () => {
      expect(shown('malformed')).toContain('REJECTED in stage Train by TrainModel');
      expect(shown('malformed')).toContain('has the unknown key "colour"');
      expect(shown('malformed')).toContain('outcome: rejected');
    });

    it('tells a submission that another one overtook', () => {
      expect(shown('superseded')).toContain('outcome: superseded');
    });
  });

  function inAccount<Output>(account: 'tools' | 'staging', operation: string, input: object): Output {
    const { sandbox, context } = stage;
    return operatorOf(sandbox, context.lab.accounts[account].id).invoke<Output>('sagemaker', operation, input);
  }
}

if (python === undefined)
  it('is left out without Python, outside of CI alone', () => expect(process.env['CI']).toBeUndefined());
else describe('the notebook, with the permissions of its role', () => worked(python));

function objectsIn({ sandbox, scientist }: Stage, Bucket: string | undefined): ListObjectsV2Output['Contents'] {
  const { invoke } = operatorOf(sandbox, scientist.principal.account);
  return invoke<ListObjectsV2Output>('s3', 'ListObjectsV2', { Bucket }).Contents ?? [];
}
