import { expect, it } from 'vitest';
import { CHANGE_SET_CASES } from './cases/change-sets.ts';
import { CREATION_CASES } from './cases/creation.ts';
import { DELETION_CASES } from './cases/deletion.ts';
import { FUNCTION_CASES } from './cases/functions.ts';
import { PARAMETER_CASES } from './cases/parameters.ts';
import { UPDATE_CASES } from './cases/updates.ts';
import type { ConformanceCase } from './conformance-case.ts';

const DOCUMENT = '../../docs/conformance.md';
const AWS_DOCS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest';

const CHAPTERS: readonly (readonly [string, readonly ConformanceCase[]])[] = [
  ['Intrinsic functions and conditions', FUNCTION_CASES],
  ['Parameters', PARAMETER_CASES],
  ['Creation and its failures', CREATION_CASES],
  ['Updates', UPDATE_CASES],
  ['Change sets', CHANGE_SET_CASES],
  ['Deletion', DELETION_CASES],
];

const INTRODUCTION = `# What the sandbox's CloudFormation is checked against

<!-- Written by \`npx vitest run test/conformance/docs.test.ts --update\`. -->

Each row is a case of \`test/conformance\`: a small template or two, deployed through the SDK's own clients over
loopback. The outcome that the case expects is what the page of AWS's documentation says. The sandbox has to reach it
in every case. [moto](https://docs.getmoto.org/)'s server (5.2.1), where it is installed, runs the same cases: where the
last column is empty it agrees, elsewhere it does what stands there, and the test fails when it does not any more.
`;

it('docs/conformance.md shows the cases as they are', async () => {
  const chapters = CHAPTERS.map(([title, cases]) => `## ${title}\n\n${table(cases)}`);
  const text = [INTRODUCTION, ...chapters].join('\n');
  await expect(text).toMatchFileSnapshot(DOCUMENT);
});

function table(cases: readonly ConformanceCase[]): string {
  const rows = cases.map(({ title, page, moto }) => [title, link(page), moto?.because ?? '']);
  const lines = [['case', 'decided by', 'where moto differs'], ['---', '---', '---'], ...rows];
  return `${lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')}\n`;
}

function link(page: string): string {
  const name = page.replace(/^.*\//, '').replace(/\.html.*$/, '');
  return `[${name}](${AWS_DOCS}/${page})`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
