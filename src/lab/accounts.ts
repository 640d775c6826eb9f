import type { CatalogSettings } from './catalog.ts';
import type { Course } from './course/types.ts';
import type { HardeningSettings } from './hardening.ts';
import type { PipelineSettings } from './pipeline.ts';
import type { ZoneChoice } from './zones.ts';

/** The three accounts of the lab, by purpose. */
export const ACCOUNT_ROLES = ['tools', 'datascience', 'staging'] as const;

export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** The accounts' names in texts for people. */
export const ACCOUNT_TITLES: Readonly<Record<AccountRole, string>> = {
  tools: 'Tools',
  datascience: 'Data Scientist',
  staging: 'Staging',
};

/** How to reach an account: its id, and the source of its credentials if that is not the SDK's default chain. */
export interface AccountSettings {
  readonly id: string;
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly mfaSerial?: string | undefined;
}

/** Settings of the data scientists' network. */
export interface NetworkSettings {
  /** At most three; interface endpoints are billed per zone. */
  readonly zones: ZoneChoice;
}

/** The settings of a lab; everything else follows from them. */
export interface LabSettings {
  readonly name: string;
  readonly region: string;
  readonly accounts: Readonly<Record<AccountRole, AccountSettings>>;
  readonly network: NetworkSettings;
  readonly catalog: CatalogSettings;
  readonly hardening: HardeningSettings;
  readonly pipeline: PipelineSettings;
  /** The course as the settings name it: one of the package, or a folder. */
  readonly course: string;
  /** What that course says. */
  readonly taught: Course;
}
