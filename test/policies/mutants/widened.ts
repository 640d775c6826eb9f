/**
 * A pattern one level wider: what follows its last separator becomes `*`, and a level that is `*` already goes together with
 * the one before. `…:role/mlops-lab--nb-*-us-east-1` becomes `…:role/mlops-lab--*`, and that `…:role/*`.
 */
export function widened(pattern: string): string | undefined {
  if (pattern === '*') return undefined;
  const bare = pattern.replace(/\*+$/, '');
  const level = lastLevel(bare);
  const head = level < bare.length ? bare.slice(0, level) : withoutLastLevel(bare);
  return `${head}*`;
}

/** Where the last level of a name begins. */
function lastLevel(bare: string): number {
  const separator = bare.search(/[/:][^/:]*$/);
  const ofLab = bare.lastIndexOf('--');
  return ofLab > separator ? ofLab + 2 : separator + 1;
}

/** For what ends with a separator itself. Of an ARN that ends before its account nothing is left. */
function withoutLastLevel(bare: string): string {
  const separator = bare.slice(0, -1).search(/(--|[/:])[^/:]*$/);
  return separator > 0 && bare.split(':').length > 5 ? bare.slice(0, separator + 1) : '';
}
