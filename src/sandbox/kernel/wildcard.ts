/** Whether a text matches a pattern in which `*` stands for anything. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const expression = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${expression.join('.*')}$`).test(text);
}
