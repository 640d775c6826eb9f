/** Ends work that takes longer than it may: gives its result, or what `late` makes of that it did not come in time. */
export async function withinTime<T>(milliseconds: number, work: () => Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((done) => {
    timer = setTimeout(done, Math.max(0, milliseconds));
  }).then(late);
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
