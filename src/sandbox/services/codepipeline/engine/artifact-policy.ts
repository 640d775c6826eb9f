import type { Artifact } from '../state.ts';
import type { RunScope } from './scope.ts';

/** Narrows a session of the action's role to the artifacts of one job: what its function gets credentials for. */
export function artifactPolicy({ run, structure }: RunScope): string {
  const key = structure.artifactStore.encryptionKey?.id;
  const keys = key?.startsWith('arn:') && key.includes(':key/') ? key : '*';
  const statements = [
    ...allowing(['s3:GetObject', 's3:GetObjectVersion'], run.inputs.map(arn)),
    ...allowing(['s3:PutObject'], run.outputs.map(arn)),
    ...(run.inputs.length + run.outputs.length > 0 ? allowing(KEY_ACTIONS, [keys]) : NOTHING),
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const KEY_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** A policy cannot be empty. */
const NOTHING = [{ Effect: 'Deny', Action: '*', Resource: '*' }];

function allowing(Action: readonly string[], Resource: readonly string[]): object[] {
  return Resource.length > 0 ? [{ Effect: 'Allow', Action, Resource }] : [];
}

function arn({ bucket, key }: Artifact): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}
