import { z } from 'zod';
import { shown } from '../submission/shown.ts';
import type { OwnFile, Share } from './types.ts';

/** The keys of both forms, of which a course has one. */
interface Said {
  readonly fraction?: number | undefined;
  readonly seed?: string | undefined;
  readonly file?: string | undefined;
}

/** One of the two forms; reports where it is neither. */
export function holdOutOf(said: Said, context: z.RefinementCtx): Share | OwnFile {
  const { fraction, seed, file } = said;
  if (fraction !== undefined && file === undefined) return { fraction, ...(seed !== undefined && { seed }) };
  if (fraction === undefined && file !== undefined && seed === undefined) return { file };
  context.addIssue({ code: 'custom', ...problemOf(said) });
  return z.NEVER;
}

function problemOf({ fraction, seed, file }: Said): { readonly path: string[]; readonly message: string } {
  if (file === undefined) return { path: [], message: 'has neither fraction nor file; write one of them' };
  if (fraction !== undefined) return { path: [], message: 'has both fraction and file; write one of them' };
  return { path: ['seed'], message: `is ${shown(seed)}, and no seed chooses among the rows of a file; leave it out` };
}
