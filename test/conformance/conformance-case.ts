import type { Aws } from './aws.ts';

/** What came of a case: statuses, error codes, outputs, and what is really there, with nothing that differs from run to run. */
export type Outcome = Readonly<Record<string, unknown>>;

export interface ConformanceCase {
  readonly title: string;
  /** The page of AWS's documentation that decides what is expected. */
  readonly page: string;
  readonly run: (aws: Aws) => Promise<Outcome>;
  readonly expected: Outcome;
  readonly moto?: MotoDifference;
}

/** Where moto's server answers otherwise: what it answers instead, and what the deciding page says against it. */
export interface MotoDifference {
  /** The members of the outcome that differ; `thrown` stands for all of them. */
  readonly differs: Outcome;
  readonly because: string;
}

export function outcomeInMoto({ expected, moto }: ConformanceCase): Outcome {
  if (!moto) return expected;
  return 'thrown' in moto.differs ? moto.differs : { ...expected, ...moto.differs };
}

/** The outcome of a case; a call that fails where the case expects none to, is the outcome. */
export async function outcomeOf({ run }: ConformanceCase, aws: Aws): Promise<Outcome> {
  try {
    return await run(aws);
  } catch (error) {
    if (!(error instanceof Error) || !('$metadata' in error)) throw error;
    return { thrown: codeOf(error) };
  }
}

/** AWS's code for an error; for answers that are no AWS errors at all, their HTTP status. */
export function codeOf(error: Error & { readonly $metadata?: unknown }): string {
  const { httpStatusCode: status = 0 } = (error.$metadata ?? {}) as { httpStatusCode?: number };
  return status >= 500 ? `HTTP ${String(status)}` : error.name;
}
