import type { StateValue } from '@aws-sdk/client-cloudwatch';

import type { Alarm, AlarmConfiguration } from '../state.ts';
import type { Finding } from './judge.ts';

/** What was seen of one period. */
export interface Observation {
  readonly at: number;
  readonly value?: number;
}

const COMPARED: Readonly<Partial<Record<AlarmConfiguration['comparison'], string>>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanOrEqualToThreshold: 'less than or equal to',
  LessThanThreshold: 'less than',
};

/** Why an alarm goes into a state, worded as CloudWatch does it. */
export function reasonFor(
  state: StateValue,
  observations: readonly Observation[],
  findings: readonly Finding[],
  { configuration, state: before }: Alarm,
): string {
  const { evaluationPeriods } = configuration;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${counted(evaluationPeriods)} unknown.`;
  const seen = observations.filter(({ value }) => value !== undefined).slice(-evaluationPeriods);
  if (seen.length === 0) return withoutData(state, configuration);
  const deciding = findings.filter((finding) => finding === (state === 'ALARM' ? 'breaching' : 'fine')).length;
  return (
    `Threshold Crossed: ${Math.min(deciding, seen.length)} out of the last ${seen.length} datapoints ` +
    `[${[...seen].reverse().map(shown).join(', ')}] ${seen.length === 1 ? 'was' : 'were'} ` +
    `${state === 'ALARM' ? '' : 'not '}${COMPARED[configuration.comparison]} the threshold ` +
    `(${decimal(configuration.threshold)}) (minimum ${datapointsText(minimum(state, configuration))} ` +
    `for ${before.value} -> ${state} transition).`
  );
}

function withoutData(state: StateValue, { evaluationPeriods }: AlarmConfiguration): string {
  const periods = evaluationPeriods === 1 ? '1 period' : `${evaluationPeriods} periods`;
  const missing = evaluationPeriods === 1 ? '1 missing datapoint was' : `${evaluationPeriods} missing datapoints were`;
  const treated = state === 'ALARM' ? 'Breaching' : 'NonBreaching';
  return `Threshold Crossed: no datapoints were received for ${periods} and ${missing} treated as [${treated}].`;
}

/** So many fine datapoints keep an alarm from its state. */
function minimum(state: StateValue, { datapointsToAlarm, evaluationPeriods }: AlarmConfiguration): number {
  return state === 'ALARM' ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
}

function counted(datapoints: number): string {
  return datapoints === 1 ? '1 datapoint was' : `${datapoints} datapoints were`;
}

function datapointsText(count: number): string {
  return count === 1 ? '1 datapoint' : `${count} datapoints`;
}

function shown({ at, value = 0 }: Observation): string {
  const [date = '', time = ''] = new Date(at).toISOString().split(/[T.]/);
  const [year = '', month, day] = date.split('-');
  return `${decimal(value)} (${day}/${month}/${year.slice(2)} ${time})`;
}

function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
