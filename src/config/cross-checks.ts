import type { z } from 'zod';
import { ACCOUNT_ROLES, type AccountRole } from '../lab/accounts.ts';
import { DEFAULT_CATALOG } from '../lab/catalog.ts';
import { sessionNameOf } from '../lab/person.ts';
import { REGIONS_WITHOUT_IMAGE } from '../lab/pipeline.ts';
import { own } from '../own.ts';

/** A violated rule between settings: the schema reports it, and the message names the origins of both. */
export type CrossCheck =
  | { readonly kind: 'same-account'; readonly other: AccountRole }
  | { readonly kind: 'foreign-role'; readonly roleAccount: string; readonly id: string }
  | { readonly kind: 'external-id-without-role' }
  | { readonly kind: 'threshold-missing' }
  | { readonly kind: 'one-cost-center' }
  | { readonly kind: 'isolated-serverless' }
  | { readonly kind: 'no-image' }
  | { readonly kind: 'same-person'; readonly session: string; readonly first: number };

/** Runs on any input, valid or not, so that all mistakes are reported at once. */
export function checkAcrossSettings(settings: unknown, context: z.RefinementCtx): void {
  checkAccounts(settings, context);
  checkPipeline(settings, context);
  checkCatalog(settings, context);
  checkPeople(settings, context);
}

/** People are told apart by the names of their sessions. */
function checkPeople(settings: unknown, context: z.RefinementCtx): void {
  const people = property(settings, 'people');
  if (!Array.isArray(people)) return;
  const sessions = people
    .map((person) => property(person, 'name'))
    .map((name) => typeof name === 'string' && sessionNameOf(name));
  for (const [index, session] of sessions.entries()) {
    const first = sessions.indexOf(session);
    if (session === false || first === index) continue;
    const params: CrossCheck = { kind: 'same-person', session, first };
    context.addIssue({ code: 'custom', path: ['people', index, 'name'], message: params.kind, params });
  }
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
  if (property(pipeline, 'metric') === 'rmse' && property(pipeline, 'threshold') === undefined) {
    report(['pipeline', 'metric'], { kind: 'threshold-missing' });
  }
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
