import { z } from 'zod';
import { ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import { checkAcrossSettings } from './cross-checks.ts';
import { catalogSchema } from './catalog-schema.ts';
import { hardeningSchema } from './hardening-schema.ts';
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
  })
  .superRefine(checkAcrossSettings, { when: () => true });

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
        .regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/)
        .optional()
        .meta({
          description: 'Role to assume in the account.',
          examples: ['arn:aws:iam::111111111111:role/LabAdministrator'],
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
