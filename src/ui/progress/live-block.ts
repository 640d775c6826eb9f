import type { Ora } from 'ora';
import type { OutputStream } from '../streams.ts';

/** A few lines at the bottom of the terminal that are redrawn. */
export interface LiveBlock {
  /** Shows the result of `draw`, now and each second. */
  show(draw: () => string): void;
  /** Removes the block and shows the cursor. */
  hide(): void;
}

export function createLiveBlock(stream: OutputStream): LiveBlock {
  let draw: (() => string) | undefined;
  let spinner: Ora | undefined;
  let ticking: NodeJS.Timeout | undefined;

  const redraw = () => {
    if (spinner && draw) spinner.text = draw();
  };
  const begin = async () => {
    const created = await loadSpinner(stream);
    spinner ??= created;
    redraw();
    if (draw) spinner.start();
  };

  return {
    show: (next) => {
      const wasHidden = draw === undefined;
      draw = next;
      redraw();
      if (!wasHidden) return;
      ticking = setInterval(redraw, 1000).unref();
      void begin();
    },
    hide: () => {
      draw = undefined;
      clearInterval(ticking);
      spinner?.stop();
    },
  };
}

/** The console has already checked for a terminal, and `main.ts` handles Ctrl-C. */
async function loadSpinner(stream: OutputStream): Promise<Ora> {
  const { default: ora } = await import('ora');
  return ora({ stream, isEnabled: true, discardStdin: false });
}
