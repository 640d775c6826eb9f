/** Completes what has just been created; if that fails, nothing of it stays. */
export function completedOrUndone(complete: () => void, undo: () => void): void {
  try {
    complete();
  } catch (error) {
    undo();
    throw error;
  }
}
