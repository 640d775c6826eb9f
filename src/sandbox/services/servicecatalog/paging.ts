import { AwsError } from '../../kernel/aws-error.ts';
import { type Page, pageOf } from '../../kernel/pages.ts';

/** Service Catalog's API reference, `PageSize` of the listing operations. */
const LARGEST_PAGE = 20;

interface PageRequest {
  readonly PageSize?: number | undefined;
  readonly PageToken?: string | undefined;
}

export function paged<T>(all: readonly T[], { PageSize, PageToken }: PageRequest, largest = LARGEST_PAGE): Page<T> {
  if (PageSize !== undefined && (PageSize < 0 || PageSize > largest)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${PageSize}' at 'pageSize' failed to satisfy constraint: ` +
        `Member must have value ${PageSize < 0 ? 'greater than or equal to 0' : `less than or equal to ${largest}`}`,
    );
  }
  return pageOf(all, PageToken, PageSize || largest);
}
