import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { installed } from '../conformance/installed.ts';
import { printedKeys } from './printed-keys.ts';

const { cwd, env } = printedKeys();

describe('the keys that `mlops-lab sandbox` prints', () => {
  it.runIf(installed('aws', 'the keys are not tried with the AWS CLI'))('let the AWS CLI in', () => {
    const whoAmI = ['sts', 'get-caller-identity', '--query', 'Account', '--output', 'text'];
    const { stdout, stderr } = spawnSync('aws', whoAmI, { cwd, env: env(), encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '111111111111\n', stderr: '' });
  });

  const hasBoto3 =
    installed('python3', 'the keys are not tried with boto3') &&
    spawnSync('python3', ['-c', 'import boto3']).status === 0;
  it.runIf(hasBoto3)('let boto3 in, with headers, chunks, trailers and URLs', () => {
    const { stdout, stderr } = spawnSync('python3', ['-c', BOTO3], { cwd, env: env(), encoding: 'utf8' });
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: 'well', stderr: '' });
  });
});

const BOTO3 = `
import boto3, io, json, urllib.request
from botocore.config import Config
s3 = boto3.client("s3", config=Config(signature_version="s3v4"))
s3.create_bucket(Bucket="boto")
for key in ("a b", "ü+%", "x//y", "plain"):
    s3.put_object(Bucket="boto", Key=key, Body=key.encode(), Metadata={"note": "two  words"})
    assert s3.get_object(Bucket="boto", Key=key)["Body"].read() == key.encode()
s3.upload_fileobj(io.BytesIO(b"z" * 9_000_000), "boto", "parts", ExtraArgs={"ChecksumAlgorithm": "CRC32"})
assert s3.head_object(Bucket="boto", Key="parts")["ContentLength"] == 9_000_000
assert [o["Key"] for o in s3.list_objects_v2(Bucket="boto", Prefix="a b")["Contents"]] == ["a b"]
url = s3.generate_presigned_url("get_object", Params={"Bucket": "boto", "Key": "a b"})
assert urllib.request.urlopen(url).read() == b"a b"
put = s3.generate_presigned_url("put_object", Params={"Bucket": "boto", "Key": "put"})
urllib.request.urlopen(urllib.request.Request(put, data=b"put", method="PUT"))
assert s3.get_object(Bucket="boto", Key="put")["Body"].read() == b"put"
boto3.client("ssm").put_parameter(Name="p", Value="v", Type="String")
assert boto3.client("lambda").list_functions()["Functions"] == []
assert len(boto3.client("ec2").describe_vpcs()["Vpcs"]) == 1
boto3.client("iam").create_user(UserName="u", Tags=[{"Key": "k", "Value": "v"}])
c = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/LabAdministrator", RoleSessionName="session")["Credentials"]
spoke = boto3.Session(c["AccessKeyId"], c["SecretAccessKey"], c["SessionToken"])
assert spoke.client("sts").get_caller_identity()["Account"] == "222222222222"
print("well")
`;
