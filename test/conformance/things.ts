import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { Aws } from './aws.ts';
import { refusal } from './stacks.ts';

/** Values of SSM parameters by name; those that do not exist are left out. */
export async function parameters(aws: Aws, ...Names: string[]): Promise<Record<string, string | undefined>> {
  const { Parameters = [] } = await aws.ssm.send(new GetParametersCommand({ Names }));
  return Object.fromEntries(Parameters.map(({ Name = '', Value }) => [Name, Value]));
}

/** Which of the buckets exist. */
export async function buckets(aws: Aws, ...names: string[]): Promise<string[]> {
  const answers = await Promise.all(
    names.map((Bucket) => refusal(() => aws.s3.send(new HeadBucketCommand({ Bucket })))),
  );
  return names.filter((_, index) => answers[index] === 'none');
}

export async function roleExists(aws: Aws, RoleName: string): Promise<boolean> {
  return (await refusal(() => aws.iam.send(new GetRoleCommand({ RoleName })))) === 'none';
}

export async function retentionOf(aws: Aws, name: string): Promise<number | undefined> {
  const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  return logGroups.find(({ logGroupName }) => logGroupName === name)?.retentionInDays;
}

export async function putObject(aws: Aws, Bucket: string, Key: string): Promise<void> {
  await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'content' }));
}

/** An SSM parameter as a resource: the smallest that shows a value which a template computed. */
export function parameter(Name: string, Value: unknown, rest: object = {}): object {
  return { Type: 'AWS::SSM::Parameter', Properties: { Name, Type: 'String', Value }, ...rest };
}

export function bucket(BucketName: string, rest: object = {}): object {
  return { Type: 'AWS::S3::Bucket', Properties: { BucketName }, ...rest };
}

export function logGroup(LogGroupName: string, RetentionInDays: number): object {
  return { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName, RetentionInDays } };
}

const ANYONE_OF_EC2 = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export function role(RoleName: string, rest: object = {}): object {
  return { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: ANYONE_OF_EC2, ...rest } };
}

/** A policy that no account has: attaching it is how a resource is made to fail, on AWS as here. */
export const NO_SUCH_POLICY = 'arn:aws:iam::111111111111:policy/no-such-policy';

export const NAMED_IAM: { readonly Capabilities: 'CAPABILITY_NAMED_IAM'[] } = {
  Capabilities: ['CAPABILITY_NAMED_IAM'],
};
