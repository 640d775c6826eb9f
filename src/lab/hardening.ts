/** Options that an auditor may ask for. Off by default, since each costs something. */
export interface HardeningSettings {
  /** S3 logs each access to the lab's buckets into a log bucket. */
  readonly accessLogs: boolean;
  /** Connections in the data scientists' network are logged to CloudWatch Logs. */
  readonly flowLogs: boolean;
  /** The lab's key encrypts the functions' logs and the notifications. */
  readonly encryptLogs: boolean;
  /** Training jobs and models have no network access. */
  readonly networkIsolation: boolean;
}

export const DEFAULT_HARDENING: HardeningSettings = {
  accessLogs: false,
  flowLogs: false,
  encryptLogs: false,
  networkIsolation: false,
};
