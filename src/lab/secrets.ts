/** Replaces a secret in a text. */
export const MASK = '********';

/** Shows a value that looks like a secret by its length only: that helps to find it, and helps nobody else. */
export function masked({ length }: { readonly length: number }): string {
  return `${MASK} (${length.toLocaleString('en')} characters that look like a secret)`;
}

/**
 * Masks everything in a text that looks like a secret. AWS secret keys have 40 base64 characters, and session tokens
 * have hundreds; a truncated one still counts.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(PRIVATE_KEY, MASK)
    .replace(USER_INFO, `$1${MASK}@`)
    .replace(NAMED, `$1${MASK}`)
    .replace(HEADER, `$1 ${MASK}`)
    .replace(WEB_TOKEN, MASK)
    .replace(MARKED_TOKEN, MASK)
    .replace(BASE64, (run) => (isRandom(run) ? MASK : run));
}

/** Whether a single value may be a secret that somebody typed into the wrong place. */
export function looksSecret(value: string): boolean {
  return withoutSecrets(value) !== value || (/^[\w+/=-]{30,}$/.test(value) && isMixed(value));
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** A password in a URL may contain characters that should be percent-encoded. */
const USER_INFO = /([a-z][a-z\d+.-]{1,20}:\/{1,2})(?:[^\s"'<>/@]+|[^\s"'<>:@]*:[^\s"'<>]*)@/gi;
const NAMED =
  /((?:secret|token|password|passwd|signature)[\w-]{0,40}(?:["']?\s?=\s?|\\?["']\s?:\s?)\\?["']?)[^\s"'&,;\\]+/gi;
const HEADER = /\b(Basic|Bearer)\s+(?=\S*[\d=])[\w+/.~=-]{8,}/g;
/** JSON Web Tokens, which identity providers issue. */
const WEB_TOKEN = /\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g;
/** STS session tokens, and the tokens of code hosts, registries and chats, have telling prefixes. */
const MARKED_TOKEN =
  /\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|AQoDYXdz)[\w+/=]*|\b(?:gh[oprsu]_|github_pat_|glpat-|npm_|pypi-|hf_|xox[a-z]-)[\w-]{16,}/g;
const BASE64 = /[A-Za-z\d+/]{40,}={0,2}/g;

/** Paths consist of the same characters, but in short parts; hexadecimal hashes have letters of one case only. */
function isRandom(run: string): boolean {
  const isPath = run.startsWith('/') && run.split('/').every((part) => part.length < 16);
  return !isPath && isMixed(run);
}

function isMixed(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
}
