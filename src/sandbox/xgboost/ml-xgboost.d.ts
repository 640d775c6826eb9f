/** XGBoost 0.7 in WebAssembly, as far as it is used: its functions take addresses in the library's own memory. */
declare module 'ml-xgboost/dist/wasm/xgboost.js' {
  export interface Library {
    /** Memory as it is at present: it is another view once the library has asked for more. */
    readonly HEAPU8: Uint8Array;
    readonly HEAP32: Int32Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Copies the data; gives the address of a pair, of a booster and its data. */
    _create_model(cells: number, labels: number, rows: number, columns: number): number;
    /** The same with no data; 0 where it reads no model. */
    _load_model(model: number, bytes: number): number;
    _train_full_model(pair: number, rounds: number): void;
    /** Gives the size of the model. */
    _save_model(pair: number): number;
    _get_file_content(to: number, bytes: number): void;
    _free_memory_model(pair: number): void;
    cwrap(
      name: 'set_param',
      result: null,
      types: readonly string[],
    ): (pair: number, name: string, value: string) => void;
  }

  const module: { readonly isReady: Promise<Library> };
  export default module;
}
