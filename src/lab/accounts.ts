import type { CatalogSettings } from './catalog.ts';
import type { HardeningSettings } from './hardening.ts';
import type { PipelineSettings } from './pipeline.ts';
import type { ZoneChoice } from './zones.ts';

/** The three accounts of the lab, by what they are for. */
export const ACCOUNT_ROLES = ['tools', 'datascience', 'staging'] as const;

export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** How the accounts are called where people read. */
export const ACCOUNT_TITLES: Readonly<Record<AccountRole, string>> = {
  tools: 'Tools',
  datascience: 'Data Scientist',
  staging: 'Staging',
};

/** How an account is reached: its id, and where its credentials come from when not from the SDK's default chain. */
export interface AccountSettings {
  readonly id: string;
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly mfaSerial?: string | undefined;
}

/** What is decided about the data scientists' network. */
export interface NetworkSettings {
  /** At the most three; interface endpoints are billed by zone. */
  readonly zones: ZoneChoice;
}

/** What an administrator decides about a lab; everything else follows from it. */
export interface LabSettings {
  readonly name: string;
  readonly region: string;
  readonly accounts: Readonly<Record<AccountRole, AccountSettings>>;
  readonly network: NetworkSettings;
  readonly catalog: CatalogSettings;
  readonly hardening: HardeningSettings;
  readonly pipeline: PipelineSettings;
}
