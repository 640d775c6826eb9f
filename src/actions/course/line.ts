/** As the schema of a course has it. */
export function lineUpTo(most: number): (answer: string) => true | string {
  return (answer) => {
    const text = answer.trim();
    if (text !== '' && text.length <= most && !/\p{Cc}/u.test(text)) return true;
    return `Write a line of up to ${String(most)} characters.`;
  };
}
