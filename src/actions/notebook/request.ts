import { COST_CENTER, NOTEBOOK_FLAGS, NOTEBOOK_PARAMETERS, type NotebookParameter } from '../../lab/notebook.ts';
import type { LabSettings } from '../../lab/accounts.ts';
import { usageError } from '../../errors.ts';
import type { Offer, OfferedParameter } from '../../ports/notebooks.ts';

/** The choices for a notebook; the product's defaults apply to the rest. */
export interface LaunchRequest {
  /** The name of the launch; derived from team and person unless given. */
  readonly name?: string | undefined;
  readonly parameters: Readonly<Partial<Record<NotebookParameter, string | undefined>>>;
  readonly costCenter?: string | undefined;
}

/** A request, and the person that the notebook is for. */
type Owned = LaunchRequest & { readonly owner: string };

type Named = Pick<LabSettings, 'name'>;

/**
 * The parameters of the launch, checked against the product's rules, so that nobody waits for a launch that must fail.
 */
export function settledParameters(offer: Offer, request: Owned, lab: Named): Record<string, string> {
  const given = NOTEBOOK_PARAMETERS.flatMap((key) => {
    const value = request.parameters[key];
    return value === undefined ? [] : [{ key, flag: NOTEBOOK_FLAGS[key], value }];
  });
  const problems = given.flatMap(({ key, flag, value }) => {
    const parameter = offered(offer, key);
    if (!parameter) return [`${flag} is given, but version ${offer.version} of the product knows no ${key}`];
    const rule = brokenRule(parameter, value);
    return rule === undefined ? [] : [`${flag} is "${value}", but has to be ${rule}`];
  });
  if (problems.length > 0) {
    throw usageError('not-offered', problems.join('; '), 'leave out what you do not need: the product has defaults');
  }
  return {
    ...Object.fromEntries(given.map(({ key, value }) => [key, value])),
    ...(offered(offer, 'LabName') && { LabName: lab.name }),
    ...(offered(offer, 'Owner') && { Owner: expectedOwner(offer, request.owner) }),
  };
}

/** AWS allows more characters in a session name than in a tag. */
function expectedOwner(offer: Offer, owner: string): string {
  const parameter = offered(offer, 'Owner');
  const rule = parameter && brokenRule(parameter, owner);
  if (rule === undefined) return owner;
  throw usageError(
    'not-offered',
    `a notebook cannot belong to "${owner}": its owner has to be ${rule}`,
    'let an administrator launch it with --as and another name, and sign in by that name',
  );
}

/** Several labs in one account distinguish their cost centers by a suffix. */
export function settledTags({ tagOptions }: Offer, { costCenter }: LaunchRequest, lab: Named): Record<string, string> {
  const choices = tagOptions[COST_CENTER] ?? [];
  const [first] = choices;
  if (first === undefined && costCenter === undefined) return {};
  const wanted = costCenter ?? first ?? '';
  const chosen = choices.find((choice) => choice === wanted || choice === `${wanted}-${lab.name}`);
  if (chosen !== undefined) return { [COST_CENTER]: chosen };
  const offeredOnes = first === undefined ? 'the product has none' : `the product offers ${choices.join(', ')}`;
  throw usageError('not-offered', `there is no cost center "${wanted}"`, offeredOnes);
}

export function offered({ parameters }: Offer, key: string): OfferedParameter | undefined {
  return parameters.find((parameter) => parameter.key === key);
}

/** The violated rule, in the product's own words. */
export function brokenRule(parameter: OfferedParameter, value: string): string | undefined {
  const { rule } = parameter;
  const broken = brokenLimit(parameter, value);
  return broken === undefined ? undefined : (rule?.replace(/\.$/, '') ?? broken);
}

function brokenLimit(parameter: OfferedParameter, value: string): string | undefined {
  const { type, allowed, pattern, min = -Infinity, max = Infinity, minLength = 0, maxLength = Infinity } = parameter;
  if (allowed.length > 0 && !allowed.includes(value)) return `one of ${allowed.join(', ')}`;
  if (type === 'Number' && !isWithin(Number(value || NaN), min, max)) return `a number from ${min} to ${max}`;
  if (type !== 'Number' && !isWithin(value.length, minLength, maxLength)) {
    return `${minLength} to ${maxLength} characters long`;
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) return `like ${pattern}`;
  return undefined;
}

function isWithin(number: number, min: number, max: number): boolean {
  return number >= min && number <= max;
}
