import type { Rehearsal } from './rehearsal.ts';

/** What is in the accounts. Identifiers differ from run to run; what they belong to does not. */
export function shape({ inventory }: Rehearsal): Record<string, string[]> {
  const anonymous = (arn: string) =>
    arn
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#')
      .replace(/\b(vpc|subnet|rtb|rtbassoc|sg|sgr|vpce|eni|acl|port|pp|prod|tag|cons|pa|igw|fl)-[a-z0-9]+/g, '$1-#')
      .replace(/-[0-9a-f]{8,12}\b/g, '-#');
  return Object.fromEntries(Object.entries(inventory()).map(([id, arns]) => [id, arns.map(anonymous).sort()]));
}
