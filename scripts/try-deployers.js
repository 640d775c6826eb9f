/**
 * Holds the sandbox against deployers that others made: a stack is made, updated and deleted with each, over loopback. Run it after
 * a build. It needs the AWS CLI, and fetches CDK and Serverless 3 with npx; what cannot be had is told and passed over.
 *
 *   node scripts/try-deployers.js [aws] [cdk] [serverless]
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BINARY = fileURLToPath(new URL('../bin/mlops-lab.js', import.meta.url));

/** @type {Readonly<Record<string, { tool: string[], steps: (place: string) => string[][] }>>} */
const DEPLOYERS = {
  aws: { tool: ['aws', '--version'], steps: withAwsCli },
  cdk: { tool: cdk('--version'), steps: withCdk },
  serverless: { tool: serverless('--version'), steps: withServerless },
};

const chosen = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-deployers-'));
const sandbox = spawn(process.execPath, [BINARY, 'sandbox', join(folder, 'sandbox'), '--port', '0']);
try {
  const environment = await printedEnvironment();
  for (const [name, { tool, steps }] of Object.entries(DEPLOYERS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const place = join(folder, name);
    mkdirSync(place);
    if (run(tool, place, environment).status === 0) carryOut(name, place, steps(place), environment);
    else console.log(`- ${name} cannot be had here: ${tool.join(' ')}`);
  }
} finally {
  sandbox.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** What the sandbox says is to be pasted, as an environment. */
async function printedEnvironment() {
  let text = '';
  for await (const chunk of sandbox.stdout) {
    text += String(chunk);
    if (text.includes('AWS_SECRET_ACCESS_KEY')) break;
  }
  const exported = text.split('\n').filter((line) => line.startsWith('export '));
  const pairs = exported.flatMap((line) => line.slice('export '.length).split(' ')).map((pair) => pair.split('='));
  return {
    ...process.env,
    ...Object.fromEntries(pairs),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    SLS_TELEMETRY_DISABLED: '1',
  };
}

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
function run([command = '', ...args], cwd, env) {
  return spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 300_000 });
}

/**
 * @param {string} name
 * @param {string} place
 * @param {readonly string[][]} steps
 * @param {NodeJS.ProcessEnv} env
 */
function carryOut(name, place, steps, env) {
  for (const step of steps) {
    const { status, stdout, stderr } = run(step, place, env);
    console.log(`${status === 0 ? '✔' : '✖'} ${name}: ${step.join(' ').replaceAll(place, '.')}`);
    if (status === 0) continue;
    console.log(`${stdout}${stderr}`);
    process.exitCode = 1;
    return;
  }
}

/** @param {string} place */
function withAwsCli(place) {
  write(place, 'inner.yaml', 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n');
  write(
    place,
    'outer.yaml',
    'Parameters:\n  Kept:\n    Type: String\n    Default: "7"\n' +
      'Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: inner.yaml\n' +
      '  Log:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: !Ref Kept\n',
  );
  const packaged = join(place, 'packaged.yaml');
  const cloudformation = (/** @type {string[]} */ ...args) => ['aws', 'cloudformation', ...args];
  const deploy = cloudformation(
    'deploy',
    '--stack-name',
    'outer',
    '--template-file',
    packaged,
    '--s3-bucket',
    'packages',
  );
  return [
    ['aws', 's3', 'mb', 's3://packages'],
    cloudformation(
      ...['package', '--template-file', join(place, 'outer.yaml'), '--s3-bucket', 'packages'],
      ...['--output-template-file', packaged],
    ),
    deploy,
    [...deploy, '--parameter-overrides', 'Kept=14'],
    [...deploy, '--no-fail-on-empty-changeset', '--parameter-overrides', 'Kept=14'],
    cloudformation('delete-stack', '--stack-name', 'outer'),
    cloudformation('wait', 'stack-delete-complete', '--stack-name', 'outer'),
  ];
}

/**
 * A cloud assembly without assets needs no bootstrapping: CDK sends its template with the request.
 *
 * @param {string} place
 */
function withCdk(place) {
  const [first, second] = ['7', '14'].map((days) => assembly(join(place, days), days));
  const deploy = ['--require-approval', 'never', '--app'];
  return [
    cdk('deploy', ...deploy, first ?? '', 'demo'),
    cdk('deploy', ...deploy, second ?? '', 'demo'),
    cdk('deploy', ...deploy, second ?? '', 'demo'),
    cdk('diff', '--app', second ?? '', 'demo'),
    cdk('destroy', '--force', '--app', second ?? '', 'demo'),
  ];
}

/**
 * Serverless 3 comes with the second SDK for JavaScript, which does not know AWS_ENDPOINT_URL: a plugin of two lines tells it.
 * Its `remove` asks ECR, which the sandbox lacks, and versions of functions are not there either.
 *
 * @param {string} place
 */
function withServerless(place) {
  write(
    place,
    'endpoint.js',
    'module.exports = class { constructor(serverless) {\n' +
      "  const { config } = serverless.getProvider('aws').sdk;\n" +
      '  config.update({ endpoint: process.env.AWS_ENDPOINT_URL, s3ForcePathStyle: true });\n} };\n',
  );
  write(place, 'handler.js', 'exports.greet = async () => ({ greeting: "hello" });\n');
  write(
    place,
    'serverless.yml',
    'service: demo\nframeworkVersion: "3"\nplugins: [./endpoint.js]\n' +
      'provider:\n  name: aws\n  runtime: nodejs20.x\n  region: us-east-1\n  stage: dev\n  versionFunctions: false\n' +
      '  deploymentBucket: serverless-packages\n' +
      'functions:\n  greet:\n    handler: handler.greet\n' +
      'resources:\n  Resources:\n    Topic:\n      Type: AWS::SNS::Topic\n',
  );
  const named = ['--config', 'serverless.yml'];
  return [
    ['aws', 's3', 'mb', 's3://serverless-packages'],
    serverless('deploy', ...named),
    serverless('invoke', '--function', 'greet', ...named),
    serverless('deploy', '--force', ...named),
    ['aws', 'cloudformation', 'delete-stack', '--stack-name', 'demo-dev'],
    ['aws', 'cloudformation', 'wait', 'stack-delete-complete', '--stack-name', 'demo-dev'],
  ];
}

/** @param {string[]} args */
function serverless(...args) {
  return ['npx', '--yes', 'serverless@3', ...args];
}

/** @param {string[]} args */
function cdk(...args) {
  return ['npx', '--yes', 'aws-cdk@2', ...args, '--no-version-reporting', '--no-notices'];
}

/**
 * @param {string} place
 * @param {string} days
 */
function assembly(place, days) {
  const properties = { templateFile: 'demo.template.json' };
  const demo = { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/us-east-1', properties };
  const Resources = {
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: Number(days) } },
    Files: { Type: 'AWS::S3::Bucket' },
  };
  write(place, 'manifest.json', JSON.stringify({ version: '36.0.0', artifacts: { demo } }));
  write(place, 'demo.template.json', JSON.stringify({ Resources }));
  return place;
}

/**
 * @param {string} place
 * @param {string} name
 * @param {string} text
 */
function write(place, name, text) {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, name), text);
}
