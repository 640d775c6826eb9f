import { z } from 'zod';
import { ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import { checkAcrossSettings } from './cross-checks.ts';
import { USUAL_COURSE } from '../lab/course/course.ts';
import { catalogSchema } from './catalog-schema.ts';
import { hardeningSchema } from './hardening-schema.ts';
import { peopleSchema } from './people-schema.ts';
import { pipelineSchema } from './pipeline-schema.ts';
import { REGIONS } from './regions.ts';

/** Such as `use1-az1`: the same zone in every account, unlike a name such as `us-east-1a`. */
const ZONE_ID = /^[a-z]{3,6}\d-az\d$/;

/**
 * The schema of `mlops-lab.yaml`: the one source of its validation, its JSON Schema and its reference in the docs.
 * Everything is optional, since flags, environment and answers fill the gaps.
 */
export const settingsSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^(?=.{2,16}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
      .default('lab')
      .meta({
        description:
          'Name of the lab: 2 to 16 lower-case letters and digits, with single hyphens between them. ' +
          'It tells several labs in the same accounts apart.',
        examples: ['lab', 'course-7'],
      }),
    region: z
      .enum(REGIONS)
      .optional()
      .meta({ description: 'AWS region of the lab, the same in all three accounts.', examples: ['us-east-1'] }),
    course: z
      .string()
      .regex(/^(?!\s)\P{Cc}+(?<!\s)$/u)
      .default(USUAL_COURSE)
      .meta({
        description:
          'What the lab teaches: a course of the package, or the folder of your own, with a slash in it and seen from the ' +
          'working folder. [Courses](courses.md) says what such a folder holds.',
        examples: [USUAL_COURSE, './courses/wines'],
      }),
    accounts: z
      .strictObject({
        tools: accountSchema('tools', 'central IT: portfolio, product, buckets and the pipeline'),
        datascience: accountSchema('datascience', 'the data scientists: private network and notebooks'),
        staging: accountSchema('staging', 'the release: the endpoints that the pipeline deploys'),
      })
      .prefault({})
      .meta({ description: 'The three accounts of the lab. Each is a different one.' }),
    network: z
      .strictObject({
        zones: z
          .union([z.int().min(1).max(3), z.array(z.string().regex(ZONE_ID)).min(1).max(3)])
          .default(1)
          .meta({
            description:
              "Availability zones that the data scientists' network spans: how many, 1 to 3, or which, as a list of " +
              'zone ids. A number chooses zones that have everything the network needs, and a lab keeps those it has. ' +
              'Interface endpoints are billed by zone.',
            examples: [2, ['use1-az1', 'use1-az2']],
          }),
      })
      .prefault({})
      .meta({ description: "The data scientists' network." }),
    catalog: catalogSchema,
    hardening: hardeningSchema,
    pipeline: pipelineSchema,
    people: peopleSchema,
  })
  .superRefine(checkAcrossSettings, { when: () => true });

/** The keys of the file that make a class of labs out of it. */
export const CLASS_KEYS = ['labs', 'roster'];

/** The whole file: the settings of one lab, or what the labs of a class have in common and each has of its own. */
export const fileSchema = z.strictObject({
  ...settingsSchema.shape,
  labs: z.array(z.strictObject(settingsSchema.shape)).min(1).optional().meta({
    description:
      'The labs of a class, each with its name. What an entry leaves out is as in the rest of the file, which holds for all of them.',
  }),
  roster: z
    .string()
    .optional()
    .meta({
      description:
        'CSV file with the labs of a class, instead of `labs`: the columns `lab`, `tools`, `datascience` and `staging` ' +
        '(account ids), `person` and `email`. Several lines of one lab are several people.',
      examples: ['roster.csv'],
    }),
});

/** Validated settings, of which some may still be missing. */
export type PartialSettings = z.output<typeof settingsSchema>;

function accountSchema(role: AccountRole, owner: string) {
  return z
    .strictObject({
      id: z
        .string()
        .regex(/^\d{12}$/)
        .optional()
        .meta({ description: 'Id of the account: 12 digits, in quotes.', examples: ['111111111111'] }),
      profile: z
        .string()
        .regex(/^\S(.*\S)?$/)
        .optional()
        .meta({
          description: "Profile of the AWS configuration files. With `roleArn` it is the role's source of credentials.",
          examples: ['lab-tools'],
        }),
      roleArn: z
        .string()
        .regex(/^arn:aws:iam::(\d{12}|\{account\}):role\/[\w+=,.@/-]+$/)
        .optional()
        .meta({
          description: 'Role to assume in the account; `{account}` stands for the id of the account.',
          examples: ['arn:aws:iam::111111111111:role/LabAdministrator', 'arn:aws:iam::{account}:role/LabAdministrator'],
        }),
      externalId: z
        .string()
        .regex(/^[\w+=,.@:/-]{2,1224}$/)
        .optional()
        .meta({ description: "External id that the role's trust policy asks for.", examples: ['course-7'] }),
      mfaSerial: z
        .string()
        .regex(/^[\w+=/:,.@-]{9,256}$/)
        .optional()
        .meta({
          description: 'MFA device whose code is asked for: its ARN, or the serial number of a hardware token.',
          examples: ['arn:aws:iam::111111111111:mfa/ada'],
        }),
    })
    .prefault({})
    .meta({ description: `${ACCOUNT_TITLES[role]} account, of ${owner}.` });
}
