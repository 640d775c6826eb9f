export interface HandoutRequest {
  readonly folder: string;
  readonly contact?: string | undefined;
  /** The last day, such as `2026-12-24`. */
  readonly until?: string | undefined;
}
