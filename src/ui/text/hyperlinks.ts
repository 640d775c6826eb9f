import type { Variables } from '../../ports/variables.ts';

/** Terminals that make links of OSC 8, by what they say of themselves. */
const PROGRAMS: ReadonlySet<string> = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio', 'zed']);
const TERMS = /^(xterm-kitty|xterm-ghostty|alacritty|foot|contour|wezterm)/;

/** VTE ignores them since 0.50, and crashed on some before (Egmont Koblinger, "Hyperlinks in terminal emulators"). */
const VTE = 5000;

/**
 * Whether the terminal makes links of OSC 8. Others show nothing of them, or all: those that are not known get none, and
 * multiplexers, which may drop them. `FORCE_HYPERLINK` decides where it is set.
 */
export function knowsLinks(env: Variables): boolean {
  const { FORCE_HYPERLINK, TERM_PROGRAM = '', TERM = '', VTE_VERSION, WT_SESSION, KONSOLE_VERSION, TMUX, STY } = env;
  if (FORCE_HYPERLINK) return FORCE_HYPERLINK !== '0';
  if (TMUX || STY) return false;
  if (PROGRAMS.has(TERM_PROGRAM) || TERMS.test(TERM)) return true;
  return Number(VTE_VERSION ?? 0) > VTE || Boolean(WT_SESSION) || Boolean(KONSOLE_VERSION);
}

/** Its address has no control characters: it is percent-encoded where it holds what others named. */
export function hyperlink(text: string, address: string): string {
  return `\u001B]8;;${address}\u0007${text}\u001B]8;;\u0007`;
}
