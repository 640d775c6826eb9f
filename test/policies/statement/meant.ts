import type { Probe } from '../asking/probe.ts';
import type { Actor } from '../world/actor.ts';
import { isMeant } from '../world/named.ts';
import { speaksOf, type Rule } from './rule.ts';

/** The probes that a rule speaks of. */
export type Meant = (rule: Rule) => readonly Probe[];

export function meantAmong(probes: readonly Probe[]): Meant {
  const byActor = new Map<Actor, Probe[]>();
  for (const probe of probes) {
    const { actor } = probe.attempt;
    const own = byActor.get(actor);
    if (own) own.push(probe);
    else byActor.set(actor, [probe]);
  }
  const known = new Map<Rule, readonly Probe[]>();
  return (rule) => {
    const meant = known.get(rule) ?? spokenOf(rule, byActor);
    known.set(rule, meant);
    return meant;
  };
}

function spokenOf(rule: Rule, byActor: ReadonlyMap<Actor, readonly Probe[]>): readonly Probe[] {
  return [...byActor]
    .filter(([actor]) => isMeant(rule.who, actor))
    .flatMap(([, own]) => own.filter(({ attempt }) => speaksOf(rule, attempt)));
}
