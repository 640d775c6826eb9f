import { z } from 'zod';

export const personSchema = z.strictObject({
  name: z
    .string()
    .regex(/^\S(.*\S)?$/)
    .max(100)
    .meta({ description: 'What the person is called, and their sessions.', examples: ['Ada Lovelace'] }),
  email: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/)
    .optional()
    .meta({ description: 'Address of the person, for lists of links.', examples: ['ada@example.com'] }),
});

export const peopleSchema = z
  .array(personSchema)
  .default([])
  .meta({ description: 'Who works in the lab, so that there are links for each of them.' });
