import { KEPT_APART } from './apart.ts';
import type { Theme } from './headline.ts';
import { JUDGED_BY_OTHERS } from './judged.ts';
import { DATA_STAYS } from './leaving.ts';
import { RELEASES } from './releases.ts';
import { NO_MORE_RIGHTS } from './rights.ts';

export const THEMES: readonly Theme[] = [KEPT_APART, JUDGED_BY_OTHERS, NO_MORE_RIGHTS, DATA_STAYS, RELEASES];
