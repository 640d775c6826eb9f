/** Temporary credentials in a role. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch; absent where whoever issued them did not tell. */
  readonly expires?: number;
}

/** A link that signs in whoever opens it, or the reason why none is given. */
export type ConsoleLink =
  | {
      readonly url: string;
      /** Milliseconds since the epoch. */
      readonly openUntil: number;
      /** When the console session ends, as far as it is known. */
      readonly expires?: number;
    }
  | { readonly refused: string };

/** How one comes in as a data scientist. Nothing of it is kept. */
export interface SignIn {
  /** Under whose name. */
  person(): Promise<string>;
  keys(): Promise<SessionKeys>;
  /** `destination` is the page of the console to begin with. */
  consoleLink(destination: string): Promise<ConsoleLink>;
}
