import type { z } from 'zod';
import { ACCOUNT_ROLES, type AccountRole } from '../lab/accounts.ts';

/** A rule between settings that is broken, told by the schema and put into words with the places of both. */
export type CrossCheck =
  | { readonly kind: 'same-account'; readonly other: AccountRole }
  | { readonly kind: 'foreign-role'; readonly roleAccount: string; readonly id: string }
  | { readonly kind: 'external-id-without-role' };

/** Runs on whatever was given, valid or not, so that all mistakes are told at once. */
export function checkAcrossSettings(settings: unknown, context: z.RefinementCtx): void {
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
  return typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)[key] : undefined;
}
