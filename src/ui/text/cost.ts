import type { Cost, StandingCost } from '../../lab/cost.ts';
import { wrap } from './layout.ts';

/** About what a lab costs, and what that leaves out. */
export function costLines({ idle, inClass, ...basis }: Cost, width: number): string[] {
  const { notebooks, instanceType, hourly } = inClass;
  const ofClass = `${dollars(hourly)} with ${String(notebooks)} notebooks on ${instanceType}`;
  return lines(`An hour costs ${dollars(idle)} idle, ${ofClass}`, basis, width);
}

/** What a teardown saves. */
export function savedLines({ hourly, ...basis }: StandingCost, width: number): string[] {
  return lines(`What ends with it: ${dollars(hourly)} an hour`, basis, width);
}

type Basis = Pick<Cost, 'region' | 'date' | 'without'>;

function lines(figure: string, { region, date, without }: Basis, width: number): string[] {
  return [
    ...wrap(`${figure} (prices of ${region}, ${date.slice(0, 7)})`, width, 2),
    ...wrap(`Not in it: ${without.join('; ')}`, width, 2),
  ];
}

/** `about $0.05`, `about $1.10`, `less than $0.01`. */
function dollars(amount: number): string {
  return amount < 0.01 ? 'less than $0.01' : `about $${amount.toFixed(2)}`;
}
