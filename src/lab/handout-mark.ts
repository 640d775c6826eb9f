import { z } from 'zod';

const BEGINNING = '<!-- mlops-lab handout ';

const markSchema = z.discriminatedUnion('page', [
  z.object({ page: z.literal('index') }),
  z.object({
    page: z.enum(['lab', 'person']),
    lab: z.string(),
    region: z.string(),
    /** The last day. */
    until: z.string().optional(),
    person: z.string().optional(),
  }),
]);

/** What a page of a handout is, for whoever comes to write it again. */
export type HandoutMark = z.infer<typeof markSchema>;

/** Enough for any mark and what stands before it. */
export const BYTES_TO_MARK = 4096;

/** A comment near the beginning of the page. Whatever names hold, it ends where it ends. */
export function markText(mark: HandoutMark): string {
  const json = JSON.stringify(mark).replace(/[^ -~]|[-<>&]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${BEGINNING}${json} -->`;
}

/** Undefined if it is no page of a handout. */
export function markIn(beginning: string): HandoutMark | undefined {
  const [, json] = new RegExp(`${BEGINNING}(\\{.*\\}) -->`).exec(beginning) ?? [];
  if (json === undefined) return undefined;
  try {
    return markSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
