import type { LabEvent, LabPlace, RunReport } from '../../events.ts';

/** An event, and when it was told; ISO 8601. */
export type Told = LabEvent & { readonly time: string };

export type ToldOf<Type extends LabEvent['type']> = Extract<LabEvent, { type: Type }> & { readonly time: string };

/** What a run told of one lab: all that its report is made of. */
export interface RunRecord {
  readonly place: LabPlace;
  readonly command: string;
  readonly rehearsal: boolean;
  readonly began: string;
  readonly ended: string;
  readonly events: readonly Told[];
  /** Absent while somebody is asked. */
  readonly result?: RunReport;
}

export function toldOf<Type extends LabEvent['type']>({ events }: RunRecord, type: Type): ToldOf<Type>[] {
  return events.filter((event): event is ToldOf<Type> => event.type === type);
}
