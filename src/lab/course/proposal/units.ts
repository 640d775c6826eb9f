import { own } from '../../../own.ts';

/** Units that names of columns end with, by their signs. */
const UNITS: Readonly<Record<string, string>> = {
  mm: 'millimetres',
  cm: 'centimetres',
  km: 'kilometres',
  mg: 'milligrams',
  g: 'grams',
  kg: 'kilograms',
  lb: 'pounds',
  lbs: 'pounds',
  mph: 'miles per hour',
  mpg: 'miles per gallon',
  usd: 'US dollars',
  eur: 'euros',
  years: 'years',
  days: 'days',
  hours: 'hours',
};

interface Named {
  readonly title: string;
  readonly unit?: { readonly sign: string; readonly name: string };
}

/** What people call a column, and its unit: "Body Mass (g)" and body_mass_g say both. */
export function unitIn(name: string): Named {
  const [, before = name, sign = ''] = /^(.*?)(?:[_\s]+in)?[_\s]*[([_\s]([a-z]+)[)\]]?$/i.exec(name) ?? [];
  const unit = own(UNITS, sign.toLowerCase());
  const title = plain(unit === undefined || before === '' ? name : before);
  return unit === undefined ? { title } : { title, unit: { sign: sign.toLowerCase(), name: unit } };
}

/** As in a sentence: acronyms stay as they are. */
function plain(name: string): string {
  const words = name.replace(/_+/g, ' ').replace(/\s+/g, ' ').trim().split(' ');
  const title = words.map((word) => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word)).join(' ');
  return title === '' ? name : title;
}
