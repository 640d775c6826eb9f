const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?`;
const REST = String.raw`(?:[T ]+${TIME}.*)?`;

/** The common ways to write a day, a month of a year, or a time of the day. */
const FORMS = [
  String.raw`\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?${REST}`,
  String.raw`\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})${REST}`,
  String.raw`(?:[a-z]{3,9},? )?\d{1,2}[ -]${MONTH}\.?,?[ -]\d{2,4}${REST}.*`,
  String.raw`(?:[a-z]{3,9},? )?${MONTH}\.?[ -]\d{1,2},? \d{2,4}${REST}.*`,
  String.raw`${MONTH}[ -]\d{2,4}`,
  TIME,
].map((form) => new RegExp(`^${form}$`, 'i'));

export function isDate(text: string): boolean {
  return text.length <= 40 && FORMS.some((form) => form.test(text));
}
