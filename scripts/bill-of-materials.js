/**
 * Writes dist/sbom.cdx.json, a bill of materials (CycloneDX) of whose code the package holds: what `npm sbom` makes of the lockfile,
 * without the tools of development. Run before packing, after the build. The same lockfile gives the same bytes, so there is
 * neither time nor serial number in it, both of which CycloneDX leaves open.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesIn } from './third-parties.js';

/**
 * @typedef {{ 'bom-ref': string, name: string, version: string, properties: { name: string }[] }} Component
 * @typedef {{ ref: string, dependsOn: string[] }} Edge
 * @typedef {{ serialNumber?: string, metadata: { timestamp?: string, component: Component },
 *   components: Component[], dependencies: Edge[] }} Bill
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @returns {Bill} all that the lockfile has */
function ofLockfile() {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  return JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

/**
 * @param {Bill} bill @param {readonly string[]} held such as `chalk 5.6.2`
 * @returns {Bill}
 */
function reduced({ serialNumber, metadata: { timestamp, component, ...metadata }, ...bill }, held) {
  const components = bill.components.filter(({ name, version }) => held.includes(`${name} ${version}`)).map(shipped);
  const lacking = held.filter((title) => !components.some(({ name, version }) => title === `${name} ${version}`));
  if (lacking.length > 0) throw new Error(`the lockfile has not what the package holds: ${lacking.join(', ')}`);
  const refs = components.map((each) => each['bom-ref']);
  const program = component['bom-ref'];
  const dependencies = bill.dependencies
    .filter(({ ref }) => ref === program || refs.includes(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.includes(each)) }));
  // npm names the program after its folder.
  return {
    ...bill,
    metadata: { ...metadata, component: { ...component, name: 'mlops-lab' } },
    components,
    dependencies,
  };
}

/** What is bundled is no dependency of development to whoever gets the package. @param {Component} component */
function shipped({ properties, ...component }) {
  const others = properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  return { ...component, scope: 'required', properties: others };
}

const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY.txt'), 'utf8');
const bill = reduced(ofLockfile(), namesIn(notices));
writeFileSync(join(ROOT, 'dist/sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
