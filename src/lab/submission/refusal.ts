/** Thrown by what makes it impossible to read on. `readSubmission` turns it into problems. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
