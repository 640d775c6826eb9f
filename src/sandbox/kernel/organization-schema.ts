import { z } from 'zod';

const accountId = z.string().regex(/^\d{12}$/, 'it is no account id of 12 digits');

/** The forms of ids are those of the API reference: Root, OrganizationalUnit. */
const rootId = z.string().regex(/^r-[0-9a-z]{4,32}$/, 'it is no id of a root, such as r-ab12');
const unitId = z
  .string()
  .regex(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'it is no id of a unit, such as ou-ab12-11111111');
const parentId = z.union([rootId, unitId], 'it is no id of a root or a unit');

/** An organization as it is laid into a sandbox's folder. */
export const organizationSchema = z
  .strictObject({
    /** The account that may ask for everything. */
    management: accountId,
    root: rootId,
    units: z.array(z.strictObject({ id: unitId, name: z.string(), parent: parentId })).default([]),
    accounts: z
      .array(
        z.strictObject({
          id: accountId,
          name: z.string(),
          parent: parentId,
          email: z.string().optional(),
          state: z.enum(['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']).default('ACTIVE'),
          tags: z.record(z.string(), z.string()).default({}),
        }),
      )
      .default([]),
  })
  .superRefine(({ root, units, accounts }, context) => {
    const places = new Set<string>([root, ...units.map(({ id }) => id)]);
    for (const [list, entries] of Object.entries({ units, accounts })) {
      const ids = entries.map(({ id }) => id);
      for (const [index, { id, parent }] of entries.entries()) {
        const report = (member: string, message: string) =>
          context.addIssue({ code: 'custom', path: [list, index, member], message });
        if (!places.has(parent)) report('parent', `there is no ${parent}`);
        if (ids.indexOf(id) !== index) report('id', `${id} is there twice`);
      }
    }
  });

/** AWS Organizations, as far as the sandbox has it. */
export type Organization = z.output<typeof organizationSchema>;
