import type { z } from 'zod';
import { ACCOUNT_ROLES, type AccountRole } from '../lab/accounts.ts';
import { DEFAULT_CATALOG } from '../lab/catalog.ts';
import { anySession, sessionNameOf } from '../lab/person.ts';
import { REGIONS_WITHOUT_IMAGE } from '../lab/pipeline.ts';
import { own } from '../own.ts';

/** A violated rule between settings: the schema reports it, and the message names the origins of both. */
export type CrossCheck =
  | { readonly kind: 'same-account'; readonly other: AccountRole }
  | { readonly kind: 'foreign-role'; readonly roleAccount: string; readonly id: string }
  | { readonly kind: 'external-id-without-role' }
  | { readonly kind: 'one-cost-center' }
  | { readonly kind: 'isolated-serverless' }
  | { readonly kind: 'no-image' }
  | { readonly kind: 'same-person' | 'same-address'; readonly session: string; readonly first: number }
  | { readonly kind: 'nobodys-session'; readonly session: string };

/** Runs on any input, valid or not, so that all mistakes are reported at once. */
export function checkAcrossSettings(settings: unknown, context: z.RefinementCtx): void {
  checkAccounts(settings, context);
  checkPipeline(settings, context);
  checkCatalog(settings, context);
  checkPeople(settings, context);
}

/** People are told apart by the names of their sessions, and called by these or by their addresses. */
function checkPeople(settings: unknown, context: z.RefinementCtx): void {
  const people = property(settings, 'people');
  if (!Array.isArray(people)) return;
  const lab = property(settings, 'name');
  const nobodys = typeof lab === 'string' ? anySession({ name: lab }).toLowerCase() : undefined;
  const firsts = new Map<string, number>();
  for (const [index, person] of people.entries()) {
    const report = (field: 'name' | 'email', broken: CrossCheck) =>
      context.addIssue({ code: 'custom', path: ['people', index, field], message: broken.kind, params: broken });
    for (const { field, identity } of identitiesIn(person)) {
      const known = identity.toLowerCase();
      const first = firsts.get(known) ?? index;
      firsts.set(known, first);
      if (known === nobodys) report(field, { kind: 'nobodys-session', session: identity });
      if (first !== index)
        report(field, { kind: field === 'name' ? 'same-person' : 'same-address', session: identity, first });
    }
  }
}

/** With the setting that each comes from. */
function identitiesIn(person: unknown): { readonly field: 'name' | 'email'; readonly identity: string }[] {
  const [name, email] = [property(person, 'name'), property(person, 'email')];
  const session = typeof name === 'string' ? sessionNameOf(name) : undefined;
  return [
    ...(session === undefined ? [] : [{ field: 'name', identity: session } as const]),
    ...(typeof email === 'string' && email !== session ? [{ field: 'email', identity: email } as const] : []),
  ];
}

function checkCatalog(settings: unknown, context: z.RefinementCtx): void {
  const catalog = property(settings, 'catalog');
  const first = property(catalog, 'firstCostCenter') ?? DEFAULT_CATALOG.firstCostCenter;
  const second = property(catalog, 'secondCostCenter') ?? DEFAULT_CATALOG.secondCostCenter;
  if (first !== second) return;
  const params: CrossCheck = { kind: 'one-cost-center' };
  context.addIssue({ code: 'custom', path: ['catalog', 'secondCostCenter'], message: params.kind, params });
}

function checkPipeline(settings: unknown, context: z.RefinementCtx): void {
  const pipeline = property(settings, 'pipeline');
  const report = (path: string[], broken: CrossCheck) =>
    context.addIssue({ code: 'custom', path, message: broken.kind, params: broken });
  const isolated = property(property(settings, 'hardening'), 'networkIsolation') === true;
  if (isolated && property(pipeline, 'endpointInstanceType') === undefined) {
    report(['hardening', 'networkIsolation'], { kind: 'isolated-serverless' });
  }
  const region = property(settings, 'region');
  const without = typeof region === 'string' && REGIONS_WITHOUT_IMAGE.includes(region);
  if (without && property(pipeline, 'trainingImage') === undefined) report(['region'], { kind: 'no-image' });
}

function checkAccounts(settings: unknown, context: z.RefinementCtx): void {
  const accounts = ACCOUNT_ROLES.map((role) => ({ role, account: accountOf(settings, role) }));
  for (const [index, { role, account }] of accounts.entries()) {
    const report = (field: string, broken: CrossCheck) =>
      context.addIssue({ code: 'custom', path: ['accounts', role, field], message: broken.kind, params: broken });

    const twin = accounts.slice(0, index).find((earlier) => account.id && earlier.account.id === account.id);
    if (twin) report('id', { kind: 'same-account', other: twin.role });

    const roleAccount = /:iam::(\d{12}):/.exec(account.roleArn ?? '')?.[1];
    if (roleAccount && account.id && roleAccount !== account.id) {
      report('roleArn', { kind: 'foreign-role', roleAccount, id: account.id });
    }
    if (account.externalId && !account.roleArn) report('externalId', { kind: 'external-id-without-role' });
  }
}

function accountOf(settings: unknown, role: AccountRole): Partial<Record<'id' | 'roleArn' | 'externalId', string>> {
  const account = property(property(settings, 'accounts'), role);
  return { ...text(account, 'id', /^\d{12}$/), ...text(account, 'roleArn'), ...text(account, 'externalId') };
}

function text(holder: unknown, key: string, form = /./): Record<string, string> {
  const value = property(holder, key);
  return typeof value === 'string' && form.test(value) ? { [key]: value } : {};
}

function property(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? own(holder as Record<string, unknown>, key) : undefined;
}
