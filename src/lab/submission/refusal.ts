/** Ends the reading of a submission at what keeps the rest from being read. `readSubmission` turns it into problems. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
