import type { AwsError } from '../kernel/aws-error.ts';
import type { WireRequest, WireResponse } from '../kernel/http.ts';
import type { OperationSchema, ServiceSchema } from './schemas.ts';

/** A request whose operation is known. */
export interface DecodedCall {
  readonly operation: string;
  readonly input: object;
}

/** Reads requests and writes responses in one protocol. */
export interface Codec {
  /** Throws `AwsError` if the request names no operation or its body cannot be read. */
  decode(request: WireRequest, schema: ServiceSchema): DecodedCall;
  encode(output: object, operation: OperationSchema, schema: ServiceSchema, requestId: string): WireResponse;
  encodeError(error: AwsError, schema: ServiceSchema, requestId: string): WireResponse;
}
