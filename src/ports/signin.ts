/** Temporary credentials in a role. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch; absent if the issuer did not say. */
  readonly expires?: number;
}

/** A link that signs in whoever opens it, or the reason why there is none. */
export type ConsoleLink =
  | {
      readonly url: string;
      /** Milliseconds since the epoch. */
      readonly openUntil: number;
      /** When the console session ends, if known. */
      readonly expires?: number;
    }
  | { readonly refused: string };

/** Ways to sign in as a data scientist. Nothing of it is stored. */
export interface SignIn {
  /** The name of the person. */
  person(): Promise<string>;
  keys(): Promise<SessionKeys>;
  /** `destination` is the console page to open first. */
  consoleLink(destination: string): Promise<ConsoleLink>;
}
