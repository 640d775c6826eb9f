/** What an auditor may ask for beyond what every lab has. Off unless wanted, since it costs something. */
export interface HardeningSettings {
  /** S3 writes each access to the lab's buckets into a bucket of logs beside them. */
  readonly accessLogs: boolean;
  /** The connections of the data scientists' network are written to CloudWatch Logs. */
  readonly flowLogs: boolean;
  /** The functions' logs and the notifications are encrypted with the lab's key. */
  readonly encryptLogs: boolean;
  /** Training and models have no network at all. */
  readonly networkIsolation: boolean;
}

export const DEFAULT_HARDENING: HardeningSettings = {
  accessLogs: false,
  flowLogs: false,
  encryptLogs: false,
  networkIsolation: false,
};
