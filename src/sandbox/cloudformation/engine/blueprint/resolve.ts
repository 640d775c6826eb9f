import type { Properties } from '../../../kernel/service.ts';
import { coerceProperties } from '../../spec/coerce.ts';
import { resourceSpec } from '../../spec/resource-spec.ts';
import { resolveDynamicReferences } from '../../template/dynamic-references.ts';
import type { Bindings } from '../../template/bindings.ts';
import { evaluate } from '../../template/evaluate.ts';
import type { ResourceDeclaration } from '../../template/model.ts';
import type { Blueprint } from './blueprint.ts';
import { maskedBindings } from './bindings.ts';
import type { OperationScope } from '../scope.ts';
import { invokerFor } from '../handler/invoke.ts';

/** A resource's properties as its handler gets them: functions carried out, dynamic references looked up, types in order. */
export function resolveProperties(
  scope: OperationScope,
  { type, properties }: ResourceDeclaration,
  bindings: Bindings,
): Properties {
  const evaluated = evaluate(properties, bindings) as Record<string, unknown>;
  const resolved = resolveDynamicReferences(evaluated, invokerFor(scope)) as Record<string, unknown>;
  const spec = resourceSpec(type);
  return spec ? coerceProperties(resolved, spec.properties) : resolved;
}

/** The properties as events show them: dynamic references left as they stand, secrets masked. */
export function shownProperties({ properties }: ResourceDeclaration, bindings: Bindings, blueprint: Blueprint): string {
  return JSON.stringify(evaluate(properties, maskedBindings(bindings, blueprint)));
}
