/** The result of `act`; if it fails, `undo` first reverts what came before, so that nothing is left behind. */
export function orUndo<T>(act: () => T, undo: () => void): T {
  try {
    return act();
  } catch (error) {
    undo();
    throw error;
  }
}
