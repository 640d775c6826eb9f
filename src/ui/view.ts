import type { LabEvent } from '../events.ts';

/** One way of showing events. */
export interface View {
  emit(event: LabEvent): void;
  /** Draws nothing until `resume`, so that a question has the terminal to itself. */
  suspend(): void;
  resume(): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}
