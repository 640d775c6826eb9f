import type { LabResult } from '../../events.ts';
import { Slots } from '../../lab/slots.ts';
import type { Ui } from '../../ports/ui.ts';
import { Assent } from './assent.ts';

export interface LabRun {
  readonly lab: string;
  /** Runs the command on this lab alone. How it ends is a result in any case: a lab that fails stops no other. */
  readonly act: (ui: Ui) => Promise<LabResult>;
}

export interface ClassRun {
  readonly command: string;
  readonly ui: Ui;
  /** How many labs are worked on at once. */
  readonly atOnce: number;
  readonly ended: (result: LabResult) => void;
}

/** Runs a command on several labs side by side. */
export async function runLabs(labs: readonly LabRun[], { command, ui, atOnce, ended }: ClassRun): Promise<void> {
  ui.emit({ type: 'labs', command, labs: labs.map(({ lab }) => lab) });
  const slots = new Slots(atOnce);
  const assent = new Assent(labs.length, ui);
  await Promise.all(
    labs.map(async ({ lab, act }) => {
      await slots.acquire();
      ui.emit({ type: 'lab-started', lab });
      const voice = assent.ofOne();
      const agree = (typed: boolean) => slots.without(() => voice.ask(typed));
      const result = await act(uiOfLab(ui, lab, agree));
      slots.release();
      voice.pass();
      ended(result);
      ui.emit({ type: 'lab-finished', ...result });
    }),
  );
  assent.expectAsked();
}

export function namingLab(ui: Ui, lab: string): Ui {
  return { ...ui, emit: (event) => ui.emit({ ...event, lab }) };
}

/** Events name the lab, and what `--yes` would confirm is confirmed for all labs together. */
function uiOfLab(ui: Ui, lab: string, agree: (typed: boolean) => Promise<boolean>): Ui {
  return {
    ...namingLab(ui, lab),
    confirm: () => agree(false),
    ask: async (question) => {
      if (question.flag !== '--yes') return ui.ask(question);
      return (await agree(true)) ? lab : '';
    },
  };
}
