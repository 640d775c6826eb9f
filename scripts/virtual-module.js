import { resolve } from 'node:path';

/**
 * A module that is not in any file, for whoever imports it by that name, or only for one package.
 * @param {string} name @param {string} code @param {RegExp} importers
 * @returns {import('rolldown').Plugin}
 */
export function virtualModule(name, code, importers = /(?:)/) {
  const path = resolve(import.meta.dirname, '..', name.replace(':', '-'));
  return {
    name,
    resolveId: (id, importer = '') => (id === name && importers.test(importer) ? path : undefined),
    load: (id) => (id === path ? code : undefined),
  };
}
