import type { Ora } from 'ora';
import { isWideEnough, type OutputStream } from '../streams.ts';

/** A few lines at the bottom of the terminal that are redrawn. */
export interface LiveBlock {
  /** Shows the result of `draw`, now and each second. */
  show(draw: () => string): void;
  /** Removes the block and shows the cursor. */
  hide(): void;
}

export function createLiveBlock(stream: OutputStream, coloured: boolean): LiveBlock {
  let draw: (() => string) | undefined;
  let spinner: Ora | undefined;
  let ticking: NodeJS.Timeout | undefined;

  const redraw = () => {
    if (spinner && draw && isWideEnough(stream)) spinner.text = draw();
  };
  const start = () => {
    redraw();
    if (draw && isWideEnough(stream)) spinner?.start();
  };
  const begin = async () => {
    const created = await loadSpinner(stream, coloured);
    spinner ??= created;
    start();
  };
  const onResize = () => {
    if (!isWideEnough(stream)) spinner?.stop();
    else if (spinner && !spinner.isSpinning) start();
  };

  return {
    show: (next) => {
      const wasHidden = draw === undefined;
      draw = next;
      redraw();
      if (!wasHidden) return;
      stream.on('resize', onResize);
      ticking = setInterval(redraw, 1000).unref();
      void begin();
    },
    hide: () => {
      draw = undefined;
      stream.off('resize', onResize);
      clearInterval(ticking);
      spinner?.stop();
    },
  };
}

/** The console has already checked for a terminal, and `main.ts` handles Ctrl-C. */
async function loadSpinner(stream: OutputStream, coloured: boolean): Promise<Ora> {
  const { default: ora } = await import('ora');
  return ora({ stream, isEnabled: true, discardStdin: false, color: coloured ? 'cyan' : false });
}
