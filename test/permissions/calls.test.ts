import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ACCOUNT_ROLES } from '../../src/lab/accounts.ts';
import { PAGE, policiesIn } from './permissions-page.ts';

const ADAPTERS = new URL('../../src/aws/', import.meta.url).pathname;

/** IAM's prefixes of the services whose clients are called otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  eventbridge: 'events',
  'service-catalog': 'servicecatalog',
};

/** S3's operations have other names than their permissions; signing in is the business of whoever begins. */
const OTHERWISE: readonly string[] = ['s3', 'sts'];

/** Calls that are allowed under another name, or to everybody. */
const RENAMED: Readonly<Record<string, string>> = {
  'cloudformation:DescribeEvents': 'cloudformation:DescribeStackEvents',
  // What adapters call by names of their own, since every service has an operation of this name.
  'codepipeline:ListPipelineTags': 'codepipeline:ListTagsForResource',
  'events:ListRuleTags': 'events:ListTagsForResource',
  'sns:ListTopicTags': 'sns:ListTagsForResource',
};

/** What is called as the data scientist, whose own role allows it, or as the management account of an organization. */
const AS_SOMEBODY_ELSE = /^(notebooks\/|organization\.ts$)/;

it('the page on permissions has every call that the adapters make', () => {
  const page = readFileSync(PAGE, 'utf8');
  const policies = ACCOUNT_ROLES.flatMap((account) => policiesIn(page, account));
  const granted = policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  const all = readdirSync(ADAPTERS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const files = all.filter((name) => !AS_SOMEBODY_ELSE.test(name));
  const called = new Set(files.flatMap((name) => callsIn(readFileSync(join(ADAPTERS, name), 'utf8'))));
  expect([...called].filter((action) => !granted.includes(RENAMED[action] ?? action))).toEqual([]);
});

function callsIn(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(
    ([, names = '', client = '']) => {
      const calls = [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b(?!Output|Input)/g)];
      const service = PREFIXES[client] ?? client;
      return OTHERWISE.includes(service) ? [] : calls.map(([, one, other]) => `${service}:${one ?? other ?? ''}`);
    },
  );
}
