/** Whose resource in which region; the owner of an imported one is not the caller. */
export interface Owner {
  readonly account: string;
  readonly region: string;
}

export function portfolioArn({ account, region }: Owner, id: string): string {
  return `arn:aws:catalog:${region}:${account}:portfolio/${id}`;
}

export function productArn({ account, region }: Owner, id: string): string {
  return `arn:aws:catalog:${region}:${account}:product/${id}`;
}

export function provisionedProductArn({ account, region }: Owner, id: string): string {
  return `arn:aws:servicecatalog:${region}:${account}:stack/${id}`;
}
