import { own } from '../../../own.ts';
import type { ServicePlace } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { catalogOf } from './state.ts';

/** Tags of portfolios and products; what was launched is tagged through its stack. */
export function tagsOfCatalogItem(arn: string, place: ServicePlace): Readonly<Tags> | undefined {
  const { portfolios, products } = catalogOf(place);
  const [kind, id = ''] = (arn.split(':')[5] ?? '').split('/');
  if (kind === 'portfolio') return own(portfolios, id)?.tags;
  return kind === 'product' ? own(products, id)?.tags : undefined;
}
