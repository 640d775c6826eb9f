import type { Action } from '../state.ts';

/** Use of a variable in the configuration of an action: `#{namespace.key}`. */
export interface Reference {
  readonly configurationKey: string;
  /** As it stands there, without the braces. */
  readonly text: string;
  readonly namespace: string;
  readonly key: string;
}

const REFERENCE = /#\{([^{}]*)\}/g;

export function referencesIn({ configuration }: Pick<Action, 'configuration'>): Reference[] {
  return Object.entries(configuration).flatMap(([configurationKey, value]) =>
    [...value.matchAll(REFERENCE)].map(([, text = '']) => {
      const [namespace = '', ...key] = text.split('.');
      return { configurationKey, text, namespace, key: key.join('.') };
    }),
  );
}

/** The text with every reference replaced by what `valueOf` has for it. */
export function replaceReferences(text: string, valueOf: (reference: string) => string): string {
  return text.replaceAll(REFERENCE, (_all, reference: string) => valueOf(reference));
}
