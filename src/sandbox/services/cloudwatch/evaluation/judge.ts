import type { StateValue } from '@aws-sdk/client-cloudwatch';

import type { AlarmConfiguration } from '../state.ts';

/** What a period says: its value is beyond the threshold, is not, or there is none. */
export type Finding = 'breaching' | 'fine' | 'missing';

type Terms = Pick<AlarmConfiguration, 'evaluationPeriods' | 'datapointsToAlarm' | 'missingData'>;

/** More periods are looked at than evaluated, for data that comes late: five where three are evaluated. */
export function periodsLookedAt({ evaluationPeriods }: Pick<Terms, 'evaluationPeriods'>): number {
  return evaluationPeriods + 2;
}

/**
 * The state that the findings call for, the oldest first; undefined where it stays what it is. Source: "Configuring how
 * CloudWatch alarms treat missing data" of the CloudWatch guide, with its tables.
 */
export function stateFor(findings: readonly Finding[], terms: Terms): StateValue | undefined {
  const { evaluationPeriods, datapointsToAlarm, missingData } = terms;
  const present = findings.filter((finding) => finding !== 'missing').slice(-evaluationPeriods);
  const breaching = present.filter((finding) => finding === 'breaching').length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  const missing = evaluationPeriods - present.length;
  if (missing === 0) return 'OK';
  if (missingData === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missingData === 'notBreaching' || present.length > breaching) return 'OK';
  if (missingData === 'ignore') return undefined;
  return isOldBreach(findings, datapointsToAlarm) ? 'ALARM' : 'INSUFFICIENT_DATA';
}

/** Only data beyond the threshold, and none after it for so long that it would have been followed by more. */
function isOldBreach(findings: readonly Finding[], datapointsToAlarm: number): boolean {
  const oldest = findings.indexOf('breaching');
  return oldest >= 0 && findings.length - oldest >= datapointsToAlarm;
}
