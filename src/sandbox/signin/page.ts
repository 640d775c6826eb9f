import { own } from '../../own.ts';
import type { Principal } from '../kernel/principal.ts';

/** The page instead of the console, which the sandbox does not have: who signed in, and until when. */
export function signedInPage(principal: Principal, sessionEndsAt: number, destination: string): string {
  const rows = [
    ['Signed in as', principal.arn],
    ['Role', principal.roleArn ?? ''],
    ['Account', principal.account],
    ['Until', new Date(sessionEndsAt).toISOString()],
    ['The console would show', destination],
  ].map(([name = '', value = '']) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Signed in to the sandbox</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 3rem auto; padding: 0 1rem; }
th { text-align: left; vertical-align: top; padding-right: 1.5rem; white-space: nowrap; }
td { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Signed in</h1>
<table>
${rows.join('\n')}
</table>
<p>The sandbox has no console; on AWS it would open here.</p>
</body>
</html>
`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => own(entities, character) ?? character);
}
