import { PassThrough, Writable } from 'node:stream';

/** Takes whatever is written; as a terminal it also knows the cursor methods that drawing needs. */
export class FakeOutput extends Writable {
  text = '';
  readonly isTTY: boolean;
  columns?: number;

  constructor({ columns }: { readonly columns?: number } = {}) {
    super();
    this.isTTY = columns !== undefined;
    if (columns !== undefined) this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  /** Stays open like stderr does, whoever is piped into it. */
  override end(): this {
    return this;
  }

  cursorTo(column: number): boolean {
    return this.write(`\u001B[${String(column + 1)}G`);
  }

  moveCursor(_columns: number, rows: number): boolean {
    return this.write(rows < 0 ? `\u001B[${String(-rows)}A` : '');
  }

  clearLine(): boolean {
    return this.write('\u001B[2K');
  }
}

/** A keyboard, or a closed stdin as in CI. */
export class FakeInput extends PassThrough {
  readonly isTTY: boolean;

  constructor({ isTTY }: { readonly isTTY: boolean }) {
    super();
    this.isTTY = isTTY;
  }

  setRawMode(): this {
    return this;
  }
}
