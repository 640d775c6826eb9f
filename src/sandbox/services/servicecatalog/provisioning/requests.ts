import { own, put } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';
import { invalidParameters, notFound } from '../errors.ts';
import { catalogOf, type ProvisionedProduct, type RequestRecord, type RequestType } from '../state.ts';
import { noteAccess } from './access-level.ts';
import { observeRequests, settle } from './progress.ts';

interface NewRequest {
  readonly type: RequestType;
  readonly ignoreErrors?: boolean;
}

/**
 * Files a request and has it worked on; `work` says as whom. What is refused meanwhile is the request's failure, not the
 * caller's.
 */
export function fileRequest(
  call: Call,
  product: ProvisionedProduct,
  { type, ignoreErrors = false }: NewRequest,
  work: () => Principal,
): RequestRecord {
  const { actor, refusal } = attempted(call, work);
  const id = `rec-${call.cloud.world.identifier(13)}`;
  product.lastRecordId = id;
  const snapshot = { ...product };
  const record = { id, type, createdAt: call.now, product: snapshot, actor, requester: call.principal, ignoreErrors };
  put(catalogOf(call).records, id, record);
  if (refusal !== undefined) settle(call, record, { succeeded: ignoreErrors, at: call.now, reason: refusal });
  return record;
}

interface Named {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** A provisioned product by its id or its name, of which a request gives one. */
export function provisionedProduct(call: Call, { id, name }: Named): ProvisionedProduct {
  if ((id === undefined) === (name === undefined)) {
    throw invalidParameters('You must provide the name or the ID of the provisioned product, but not both.');
  }
  observeRequests(call);
  const found = Object.values(catalogOf(call).provisioned).find((one) => one.id === id || one.name === name);
  if (!found) throw notFound(`Provisioned product not found: ${id ?? name}`);
  noteAccess(call, found.owner);
  return found;
}

/** The same, for a change: refused while an earlier request is underway. */
export function changeableProduct(call: Call, named: Named): ProvisionedProduct {
  const product = provisionedProduct(call, named);
  if (own(catalogOf(call).records, product.lastRecordId)?.outcome) return product;
  throw invalidParameters(`Provisioned product ${product.id} is UNDER_CHANGE.`);
}

function attempted(call: Call, work: () => Principal): { actor: Principal; refusal?: string } {
  try {
    return { actor: work() };
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotImplemented') throw error;
    return { actor: call.principal, refusal: error.message };
  }
}
