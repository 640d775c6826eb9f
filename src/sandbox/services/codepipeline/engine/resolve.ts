import { own } from '../../../../own.ts';
import { referencesIn, replaceReferences } from '../structure/references.ts';
import { ActionFailure } from './failure.ts';
import type { ExecutionScope, RunScope } from './scope.ts';

/** The action's configuration with what the execution's variables hold by now. */
export function resolvedConfiguration(scope: RunScope): Record<string, string> {
  const { action } = scope;
  const unresolved = referencesIn(action).find(({ text }) => valueOf(scope, text) === undefined);
  if (unresolved) {
    throw new ActionFailure(
      'ConfigurationError',
      `Unable to resolve the variable #{${unresolved.text}} in the configuration ${unresolved.configurationKey} ` +
        `of action ${action.name}: no action of this execution has put it out.`,
    );
  }
  const entries = Object.entries(action.configuration).map(([key, text]) => [
    key,
    replaceReferences(text, (reference) => valueOf(scope, reference) ?? ''),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function valueOf({ execution }: ExecutionScope, reference: string): string | undefined {
  const [namespace = '', ...rest] = reference.split('.');
  const key = rest.join('.');
  if (namespace === 'codepipeline') return execution.id;
  const values = namespace === 'variables' ? execution.variables : own(execution.outputs, namespace);
  return own(values, key);
}
