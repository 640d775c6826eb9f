import { own } from '../../../own.ts';
import type { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { portfolioArn, productArn } from './arns.ts';
import { invalidParameters, notFound } from './errors.ts';
import { catalogOf, catalogsIn, type PortfolioRecord, type ProductAssociation, type ProductRecord } from './state.ts';

/** A portfolio with the account that owns it. */
export interface FoundPortfolio {
  readonly portfolio: PortfolioRecord;
  readonly owner: string;
}

export interface FoundProduct {
  readonly product: ProductRecord;
  readonly owner: string;
}

/** The portfolio as the account sees it: its own, or one that it imported. */
export function portfolioOf(call: Call, id: string | undefined): FoundPortfolio {
  const found = findPortfolio(call, id);
  if (found && (found.owner === call.account || catalogOf(call).imports.includes(found.portfolio.id))) return found;
  throw id === undefined ? withoutId('portfolio') : notFound(`Portfolio ${id} not found.`);
}

/** The wording is the sandbox's own. */
export function withoutId(what: 'portfolio' | 'product'): AwsError {
  return invalidParameters(`The id or the name of a ${what} must be specified.`);
}

/** A portfolio that the account may change. */
export function ownPortfolio(call: Call, id: string | undefined): PortfolioRecord {
  const { portfolio, owner } = portfolioOf(call, id);
  if (owner === call.account) return portfolio;
  throw invalidParameters(`Portfolio ${id} was shared with you and cannot be changed.`);
}

/** The product as the account sees it: its own, or one of a portfolio that it imported. */
export function productOf(call: Call, id: string | undefined): FoundProduct {
  const found = findProduct(call, id);
  if (found && (found.owner === call.account || isImported(call, found.product.id))) return found;
  throw id === undefined ? withoutId('product') : notFound(`Product ${id} not found.`);
}

export function ownProduct(call: Call, id: string | undefined): ProductRecord {
  const { product, owner } = productOf(call, id);
  if (owner === call.account) return product;
  throw invalidParameters(`Product ${id} was shared with you and cannot be changed.`);
}

/** The portfolio wherever it is, such as one that is offered but not imported. */
export function findPortfolio(call: Call, id: string | undefined): FoundPortfolio | undefined {
  for (const { account, catalog } of catalogsIn(call.cloud, call.region)) {
    const portfolio = own(catalog.portfolios, id ?? '');
    if (portfolio) return { portfolio, owner: account };
  }
  return undefined;
}

export function findProduct(call: Call, id: string | undefined): FoundProduct | undefined {
  for (const { account, catalog } of catalogsIn(call.cloud, call.region)) {
    const product = own(catalog.products, id ?? '');
    if (product) return { product, owner: account };
  }
  return undefined;
}

/** The products of a portfolio, as far as they can already be seen. */
export function associationsOf(call: Call, portfolioId: string): ProductAssociation[] {
  const owner = findPortfolio(call, portfolioId)?.owner ?? call.account;
  return catalogOf({ cloud: call.cloud, account: owner, region: call.region }).productAssociations.filter(
    (association) => association.portfolioId === portfolioId && association.visibleAt <= call.now,
  );
}

export function holdsProduct(call: Call, portfolioId: string, productId: string | undefined): boolean {
  return associationsOf(call, portfolioId).some((association) => association.productId === productId);
}

/** Notes for the trail which portfolio a call is about. */
export function aboutPortfolio(call: Call, id: string | undefined): void {
  call.about(arnOfPortfolio(call, id));
}

export function aboutProduct(call: Call, id: string | undefined): void {
  call.about(arnOfProduct(call, id));
}

/** Service authorization reference: associating the two and parting them again are actions without resources. */
export function aboutBoth(call: Call, input: { PortfolioId: string | undefined; ProductId: string | undefined }): void {
  call.mention(arnOfPortfolio(call, input.PortfolioId));
  call.mention(arnOfProduct(call, input.ProductId));
  call.about('*');
}

function arnOfPortfolio(call: Call, id: string | undefined): string {
  const account = findPortfolio(call, id)?.owner ?? call.account;
  return portfolioArn({ account, region: call.region }, id ?? '*');
}

function arnOfProduct(call: Call, id: string | undefined): string {
  const account = findProduct(call, id)?.owner ?? call.account;
  return productArn({ account, region: call.region }, id ?? '*');
}

/** The id of a product that a request gives by its name. */
export function productNamed(call: Call, name: string | undefined): string | undefined {
  const imported = catalogOf(call).imports.flatMap((portfolioId) => associationsOf(call, portfolioId));
  const candidates = [...Object.keys(catalogOf(call).products), ...imported.map(({ productId }) => productId)];
  return candidates.find((id) => findProduct(call, id)?.product.text.name === name);
}

function isImported(call: Call, productId: string): boolean {
  return catalogOf(call).imports.some((portfolioId) => holdsProduct(call, portfolioId, productId));
}
