/** What `act` gives; where it fails, `undo` first takes back what came before, so that nothing is left behind. */
export function orUndo<T>(act: () => T, undo: () => void): T {
  try {
    return act();
  } catch (error) {
    undo();
    throw error;
  }
}
