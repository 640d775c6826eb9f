import type { Ui } from '../ports/ui.ts';

/** Asks for a code, which goes to AWS and nowhere else. */
export function askingForCode(ui: Ui) {
  return (serial: string): Promise<string> =>
    ui.ask({
      message: `Code of the MFA device ${serial}`,
      secret: true,
      validate: (answer) => /^\d{6}$/.test(answer.trim()) || 'The code has six digits.',
      flag: `the keys of a session that has it already: "aws sts get-session-token --serial-number ${serial} --token-code CODE"`,
    });
}
