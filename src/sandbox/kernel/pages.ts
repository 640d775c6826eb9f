/** A page of a longer list, and the token of the next one. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: string;
}

/** The page for `token`; without a token, the first one. */
export function pageOf<T>(
  all: Pick<readonly T[], 'length' | 'slice'>,
  token: string | undefined,
  size: number,
): Page<T> {
  const start = token ? Number(Buffer.from(token, 'base64url').toString()) : 0;
  const end = start + size;
  const items = all.slice(start, end);
  return end < all.length ? { items, next: Buffer.from(String(end)).toString('base64url') } : { items };
}
