import { z } from 'zod';
import { DEFAULT_HARDENING, type HardeningSettings } from '../lab/hardening.ts';

/** Prices of us-east-1, from AWS's price lists, for an idea of the cost. */
const DESCRIPTIONS: Readonly<Record<keyof HardeningSettings, string>> = {
  accessLogs:
    "Have S3 write each access to the lab's buckets into a bucket of logs in the same account, where they are kept for " +
    '`pipeline.retentionDays`. Costs the storage of the logs. S3 delivers them within hours, so some may arrive while the ' +
    'lab is torn down; another `mlops-lab teardown` then removes the bucket.',
  flowLogs:
    "Have the connections of the data scientists' network written to CloudWatch Logs, where they are kept for 30 days. " +
    'Costs $0.50 a GB of log.',
  encryptLogs:
    "Encrypt the functions' logs and the notification topic with the Tools account's key, which is there anyway. Costs " +
    '$0.03 for each 10,000 requests to KMS.',
  networkIsolation:
    'Train and serve without any network. Costs nothing itself, but serverless endpoints cannot have it, so ' +
    '`pipeline.endpointInstanceType` has to be given too, and instances are billed by the hour.',
};

/** Options that an auditor may ask for. All are optional. */
export const hardeningSchema = z
  .strictObject({
    accessLogs: decision('accessLogs'),
    flowLogs: decision('flowLogs'),
    encryptLogs: decision('encryptLogs'),
    networkIsolation: decision('networkIsolation'),
  })
  .prefault({})
  .meta({
    description: 'What auditors may ask for beyond what every lab has. Off unless wanted, since it costs something.',
  });

function decision(setting: keyof HardeningSettings) {
  return z.boolean().default(DEFAULT_HARDENING[setting]).meta({ description: DESCRIPTIONS[setting] });
}
