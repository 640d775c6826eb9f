/**
 * Prints data/prices.json: what of a lab is billed by the hour, in US dollars. Run with the price list files of a region, in
 * JSON, of the services AmazonVPC, awskms and AmazonSageMaker (billing guide, "Getting price list files manually"), of as many
 * regions as wanted, and commit the result:
 *
 *   node scripts/extract-prices.js FILE… > data/prices.json
 */
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ unit: string, pricePerUnit: Readonly<Record<string, string>> }} Dimension
 * @typedef {{ priceDimensions: Readonly<Record<string, Dimension>> }} Term
 * @typedef {{
 *   offerCode: string, publicationDate: string,
 *   products: Readonly<Record<string, { sku: string, attributes: { usagetype: string, regionCode?: string } }>>,
 *   terms: { OnDemand: Readonly<Record<string, Readonly<Record<string, Term>>>> },
 * }} PriceList
 * @typedef {{ interfaceEndpoint?: number, key?: number, notebook: Record<string, number>, endpoint: Record<string, number> }} Prices
 */

/** Keys are billed by the month; AWS counts 730 hours. */
const HOURS_A_MONTH = 730;
const NOTEBOOKS = ['ml.t3.medium', 'ml.t3.large', 'ml.t3.xlarge'];
const ENDPOINTS = /^ml\.(t2|m5|c5|m6g|c6g)\./;

const lists = process.argv.slice(2).map((file) => /** @type {PriceList} */ (JSON.parse(readFileSync(file, 'utf8'))));
/** @type {Record<string, Prices>} */
const regions = {};
for (const list of lists) for (const product of Object.values(list.products)) enter(list, product);

const table = {
  source: 'AWS price list',
  date: lists.map(({ publicationDate }) => publicationDate.slice(0, 10)).sort()[0],
  regions: Object.fromEntries(Object.entries(regions).sort(([one], [other]) => one.localeCompare(other))),
};
console.log(JSON.stringify(table, undefined, 2));

/**
 * @param {PriceList} list
 * @param {PriceList['products'][string]} product
 */
function enter(list, { sku, attributes: { usagetype, regionCode = '' } }) {
  const price = priceOf(list, sku);
  if (price === undefined || !regionCode) return;
  const prices = (regions[regionCode] ??= { notebook: {}, endpoint: {} });
  const [, kind, type = ''] = /(?:^|-)(Notebk|Host|VpcEndpoint-Hours|KMS-Keys)(?::(.*))?$/.exec(usagetype) ?? [];
  if (kind === 'VpcEndpoint-Hours') prices.interfaceEndpoint = price;
  if (kind === 'KMS-Keys') prices.key = Number((price / HOURS_A_MONTH).toFixed(5));
  if (kind === 'Notebk' && NOTEBOOKS.includes(type)) prices.notebook[type] = price;
  if (kind === 'Host' && ENDPOINTS.test(type)) prices.endpoint[type] = price;
}

/**
 * The price without commitment; the first of several that depend on the amount is free or the highest.
 *
 * @param {PriceList} list
 * @param {string} sku
 */
function priceOf({ terms }, sku) {
  const dimensions = Object.values(terms.OnDemand[sku] ?? {}).flatMap((term) => Object.values(term.priceDimensions));
  const prices = dimensions.map(({ pricePerUnit }) => Number(pricePerUnit.USD)).filter((price) => price > 0);
  return prices.length === 0 ? undefined : Math.max(...prices);
}
