import { own } from '../../../../own.ts';
import { isObject } from '../../../kernel/policy/document.ts';

const STEP = /\.([\w/-]+)|\[(\d+|\*)\]/gy;

/** Whether a text is a JSON path of the kind that EventBridge knows ("Amazon EventBridge input transformation"). */
export function isPath(text: string): boolean {
  return /^\$(\.[\w/-]+|\[(\d+|\*)\])*$/.test(text);
}

/** What stands at a path in an event; undefined where nothing does. */
export function valueAt(event: unknown, path: string): unknown {
  const steps = [...path.slice(1).matchAll(STEP)];
  return steps.reduce<unknown>((value, [, name, index]) => step(value, name, index), event);
}

function step(value: unknown, name: string | undefined, index: string | undefined): unknown {
  if (name !== undefined) return isObject(value) ? own(value, name) : undefined;
  if (!Array.isArray(value)) return undefined;
  return index === '*' ? value : (value[Number(index)] as unknown);
}
