import type { Case } from '../case.ts';
import { EXCEPTIONS } from '../mutants/exceptions.ts';
import { chapters } from './chapters.ts';
import { headlines } from './headlines.ts';
import { table } from './table.ts';
import { WHO_IS_WHO } from './who-is-who.ts';

const INTRODUCTION = `# Security: who can do what, and who cannot

Made by \`npm run docs\` from \`test/policies\`. \`npm run check -- policies\` proves each line, and fails when the page is out of date:

1. It renders the policies of all templates for one lab, and lets everybody try every action that a policy names, and those next to
   it, on every thing that it knows: the lab's, a colleague's, another lab's, a namesake's, somebody's and a stranger's.
   **Whatever no line on this page allows has to be refused.**
2. It changes each statement to the worse, one slip at a time: a condition dropped, a resource or a principal widened by one level, an
   action added, a Deny or a part of it taken out. A slip after which every line on this page would still be right fails the check.

The decisions are those of the sandbox's evaluator of IAM policies, which [sandbox.md](sandbox.md) describes.

| | |
|---|---|
| [What is refused](#what-is-refused) | what a reviewer wants to know first, with the statements that refuse it |
| [What is allowed](#what-is-allowed) | role by role, thing by thing |
| [What the check cannot tell](#what-the-check-cannot-tell) | slips that no line notices, and why they are no danger |

### Who is who

${WHO_IS_WHO}

## What is refused

All policies that apply decide together here. The last column names every statement that refuses some of what was tried by itself: where
there are several, several locks would have to be opened. A statement *denies*, or it comes closest to allowing and ends before that, at its
*resource*, its *principal* or a condition; or there is *nothing* that speaks of it.
`;

const ALLOWED = `## What is allowed

One side is asked at a time here, with all others wide open: the policies of a role, then the boundary of notebooks' roles, then the
policies of buckets, keys and roles, then those of the network's endpoints. Whatever anybody does has to pass each of them.
`;

const EXCEPTED = '## What the check cannot tell\n';

/** The security statement as a page: headlines for the first of the cases, what is allowed for each. */
export function securityPage(cases: readonly Case[], everyAction: readonly string[]): string {
  const exceptions = Object.entries(EXCEPTIONS).map(([slip, why]) => [`\`${slip}\``, why]);
  return [
    INTRODUCTION,
    ...cases.slice(0, 1).map(({ book }) => headlines(book, everyAction)),
    ALLOWED,
    ...cases.map(chapters),
    EXCEPTED,
    `${table(['slip', 'why it is no danger'], exceptions)}\n`,
  ].join('\n');
}
