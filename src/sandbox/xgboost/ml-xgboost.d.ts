/** XGBoost 0.7 in WebAssembly, as far as it is used. */
declare module 'ml-xgboost' {
  interface Model {
    train(rows: readonly (readonly number[])[], labels: readonly number[]): void;
    toJSON(): { readonly model: readonly number[] };
    free(): void;
  }

  export type XGBoost = new (options: Readonly<Record<string, string | number>>) => Model;

  const library: Promise<XGBoost>;
  export default library;
}
