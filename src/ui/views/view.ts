import type { LabEvent } from '../../events.ts';
import type { Secret } from '../../ports/ui.ts';

/** One way of showing events. */
export interface View {
  emit(event: LabEvent): void;
  reveal(secret: Secret): void;
  /** Stops drawing until `resume`, so that a question has the terminal to itself. */
  suspend(): void;
  resume(): void;
  /** Restores the terminal. */
  close(): void;
}
