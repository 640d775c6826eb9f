/** Whether a text is a number as programs write it: with a decimal point, without thousands separators. */
export function isNumber(text: string): boolean {
  return text.length <= 64 && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
}
