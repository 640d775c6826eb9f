import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../src/errors.ts';
import { withoutSecrets } from '../../src/lab/secrets.ts';
import { describeError } from '../../src/ui/result/describe-error.ts';
import { transcript } from './transcript.ts';
import { shown } from '../support/steps.ts';

const KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const TOKEN = `IQoJb3JpZ2luX2VjE${'Ab3/+'.repeat(60)}==`;

describe('what looks like a secret', () => {
  it.each<[string, string]>([
    [`"${KEY}" is not an account id`, '"********" is not an account id'],
    [`AKIAIOSFODNN7EXAMPLE:${KEY}`, 'AKIAIOSFODNN7EXAMPLE:********'],
    [`token ${TOKEN} was refused`, 'token ******** was refused'],
    ['proxy http://ada:p4ss@proxy.example:8080 answers 407', 'proxy http://********@proxy.example:8080 answers 407'],
    ['proxy http://ada:p/s:s@proxy.example', 'proxy http://********@proxy.example'],
    ['https://abcdef0123@git.example/x', 'https://********@git.example/x'],
    ['aws_secret_access_key = hunter2', 'aws_secret_access_key = ********'],
    ['{"SecretAccessKey": "hunter2", "Version": 1}', '{"SecretAccessKey": "********", "Version": 1}'],
    ['{"password":"hunter2"}', '{"password":"********"}'],
    ['X-Amz-Security-Token=hunter2&X-Amz-Date=1', 'X-Amz-Security-Token=********&X-Amz-Date=1'],
    ['Authorization: Basic YWRhOmh1bnRlcjI=', 'Authorization: Basic ********'],
    ['no file https:/ada:hunter2@proxy.example', 'no file https:/********@proxy.example'],
    ['ghp_16C7e42F292c6912E7710c838347Ae178B4a is no port', '******** is no port'],
    ['unknown option --xoxb-123456789012-AbCdEfGhIjKl', 'unknown option --********'],
    ['no command IQoJb3JpZ2luX2VjEHQa', 'no command ********'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', '********'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----', '********'],
  ])('is hidden: %s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });

  it.each([
    'arn:aws:iam::111111111111:role/service-role/mlops-lab--DataScientist-us-east-1',
    'mlops-lab--functions/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.zip',
    '/home/Ada/Projects/Course7/penguins/rehearsals/tuesday',
    'https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/mlops-lab/view?region=us-east-1',
    '3HL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'ExpiredToken: The security token included in the request is expired',
    'the password is wrong, and Basic authentication is off',
    'aws sts get-session-token --serial-number X --token-code CODE',
    'releases@example.org',
  ])('is not seen in %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  it('is hidden whatever key AWS gives, wherever it stands', async () => {
    const bytes = fc.uint8Array({ minLength: 30, maxLength: 30 });
    const key = bytes.map((each) => Buffer.from(each).toString('base64')).filter(isUsual);
    await fc.assert(
      fc.asyncProperty(key, fc.constantFrom('text', 'json'), async (secret, output) => {
        const error = {
          code: 'usage' as const,
          message: `"${secret}" is wrong`,
          hints: [{ say: `try ${secret}`, command: `x ${secret}`, argv: ['x', secret] }],
        };
        const { stdout, stderr } = await transcript([{ type: 'result', command: 'x', status: 'failed', error }], {
          output,
        });
        expect(stdout + stderr).not.toContain(secret);
      }),
    );
  });
});

it('a long word of an error is cut, a secret at the cut too', () => {
  const message = `there is no ${'x'.repeat(190)}:${KEY}:${'y'.repeat(9000)} here`;
  const { message: told } = describeError(new LabError({ code: 'usage', message, hint: 'ask for help' }), {}, shown);
  expect(told).toMatch(/^there is no x{190}:\S*… \(9,232 characters\) here$/);
  expect(told).not.toContain('wJal');
});

it('ten million characters are no line of a log', async () => {
  const message = 'x'.repeat(10_000_000);
  const { stdout } = await transcript([{ type: 'notice', level: 'info', message }], { output: 'json' });
  expect(stdout.length).toBeLessThan(25_000);
  expect(stdout).toContain('(10,000,000 characters)');
});

/** Has all kinds of characters, as nearly every key has. */
function isUsual(key: string): boolean {
  return /[a-z]/.test(key) && /[A-Z]/.test(key) && /\d/.test(key) && !key.startsWith('/');
}
