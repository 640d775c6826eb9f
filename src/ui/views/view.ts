import type { LabEvent } from '../../events.ts';
import type { Secret } from '../../ports/ui.ts';

/** One way of showing events. */
export interface View {
  emit(event: LabEvent): void;
  reveal(secret: Secret): void;
  /** Draws nothing until `resume`, so that a question has the terminal to itself. */
  suspend(): void;
  resume(): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}
