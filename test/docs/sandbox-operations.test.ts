import { expect, it } from 'vitest';
import type { ResourceType, Service } from '../../src/sandbox/kernel/service.ts';
import { SERVICES } from '../../src/sandbox/services/index.ts';

const DOCUMENT = '../../docs/sandbox-operations.md';

const INTRODUCTION = `# What the sandbox implements

Made from the code by \`npx vitest run test/docs --update\`; the rules behind it are in [sandbox.md](sandbox.md). Whatever is
not listed answers \`NotImplemented\` and names itself.
`;

it('the list of what the sandbox implements is up to date', async () => {
  await expect([INTRODUCTION, ...SERVICES.map(chapter)].join('\n')).toMatchFileSnapshot(DOCUMENT);
});

function chapter({ name, operations, resourceTypes = {} }: Service): string {
  const rows = Object.entries(resourceTypes).map(([type, { seconds }]) => row(type, seconds));
  const header = '| CloudFormation type | create | update | delete |\n|---|---|---|---|';
  const table = rows.length > 0 ? `\nVirtual seconds:\n\n${[header, ...rows].join('\n')}\n` : '';
  return `## ${name}\n\n${Object.keys(operations).sort().join(', ')}\n${table}`;
}

function row(type: string, { create, update, delete: remove }: ResourceType['seconds']): string {
  return `| \`${type}\` | ${String(create)} | ${String(update)} | ${String(remove)} |`;
}
