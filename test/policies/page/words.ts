import type { Refusal } from '../asking/refusal.ts';
import type { Rule } from '../statement/rule.ts';
import { EVERYTHING } from '../world/named.ts';

/** Actions by service: `s3:GetObject`, `PutObject`; `kms:Decrypt`. */
export function actionsTold({ actions }: Rule): string {
  if (actions.includes(EVERYTHING)) return EVERYTHING;
  const services = [...new Set(actions.map((action) => action.split(':')[0] ?? ''))];
  return services
    .map((service) => {
      const names = actions.filter((action) => action.startsWith(`${service}:`));
      return names.map((name, index) => `\`${index === 0 ? name : name.slice(service.length + 1)}\``).join(', ');
    })
    .join('; ');
}

export function howTold({ how }: Rule): string {
  if (how === undefined) return '';
  return how.includes(EVERYTHING) ? 'in any way' : how.join(', or ');
}

const MANY = 8;

/** Refusals by statement: `X/Y` (denies), `X/Z` (resource, `aws:userid`); of many no more than whose they are. */
export function refusalsTold(refusals: readonly Refusal[]): string {
  const byStatement = new Map<string, Set<string>>();
  for (const { statement, because } of refusals) {
    byStatement.set(statement, (byStatement.get(statement) ?? new Set()).add(because));
  }
  const statements = [...byStatement].sort(([one], [other]) => one.localeCompare(other));
  if (statements.length > MANY)
    return [...new Set(statements.map(([name]) => code(name.split('/')[0] ?? '')))].join(', ');
  return statements.map(([name, why]) => `${code(name)} (${[...why].map(reasonTold).join(', ')})`).join(', ');
}

function reasonTold(because: string): string {
  const [operator = '', key] = because.split(' ');
  return key === undefined ? operator : `\`${key}\``;
}

/** Accounts are called by names with spaces. */
function code(name: string): string {
  return name.includes(' ') ? name : `\`${name}\``;
}

/** The name of a lab stays as it is. */
export function capital(text: string): string {
  return text.startsWith('lab-') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
