export const SHELLS = ['sh', 'fish', 'powershell', 'cmd'] as const;

/** `sh` stands for whatever understands POSIX, such as bash and zsh. */
export type Shell = (typeof SHELLS)[number];

interface Syntax {
  readonly comment: string;
  readonly set: (name: string, value: string) => string;
}

const SYNTAX: Readonly<Record<Shell, Syntax>> = {
  sh: { comment: '#', set: (name, value) => `export ${name}='${value.replaceAll("'", `'\\''`)}'` },
  fish: { comment: '#', set: (name, value) => `set -gx ${name} '${value.replaceAll(/[\\']/g, String.raw`\$&`)}'` },
  // Typographic quotes end a string as plain ones do (PowerShell language specification, 2.3.5.2).
  powershell: {
    comment: '#',
    set: (name, value) => `$Env:${name} = '${value.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`,
  },
  // Quotes would not keep a variable from being replaced; a caret before the percent sign does, at the prompt.
  cmd: { comment: 'rem', set: (name, value) => `set ${name}=${value.replaceAll(/[\^&|<>()%!"]/g, '^$&')}` },
};

/** Lines that set variables, for a person to paste into the shell. */
export function variableLines(shell: Shell, variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables).map(([name, value]) => SYNTAX[shell].set(name, value));
}

export function comment(shell: Shell, text: string): string {
  return `${SYNTAX[shell].comment} ${text}`;
}

/** The shell that a program was started from, as far as its variables tell. */
export function shellOf(env: Readonly<Record<string, string | undefined>>): Shell {
  const { SHELL, PSModulePath } = env;
  const isWindows = (env.ComSpec ?? env.COMSPEC) !== undefined;
  if (isWindows && SHELL === undefined) return isBelowPowerShell(PSModulePath, env.USERPROFILE) ? 'powershell' : 'cmd';
  if (!isWindows && PSModulePath !== undefined) return 'powershell';
  return /(^|[\\/])fish(\.exe)?$/.test(SHELL ?? '') ? 'fish' : 'sh';
}

/** Windows has the variable everywhere; PowerShell puts the user's own modules in front (about_PSModulePath). */
function isBelowPowerShell(modules = '', home = ''): boolean {
  return home !== '' && modules.toLowerCase().startsWith(home.toLowerCase());
}
