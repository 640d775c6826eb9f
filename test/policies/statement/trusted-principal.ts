import { may, type Rule } from './rule.ts';

/** Whom the role DataScientist lets in where the parameter DataScientistTrustedPrincipal names the role of visitors. */
export const TRUSTED_PRINCIPAL: readonly Rule[] = [
  may(['a visitor called ada of the Data Scientist account', 'a visitor called ada without rights of her own'], {
    what: 'sts:AssumeRole',
    on: 'the DataScientist role',
    how: 'as ada',
    why: 'the one who is named, under her own name; needs no policy of her own, as the trust is in her account',
  }),
  may('whoever is of the Data Scientist account', {
    what: 'sts:AssumeRole',
    on: 'the DataScientist role',
    how: 'as bob by source identity',
    why: 'administrators as before. Who is named and has no rights of her own does not become one by that',
  }),
  may('whoever is of the Data Scientist account', {
    what: 'sts:SetSourceIdentity',
    on: 'the DataScientist role',
    why: 'it takes a policy of one’s own, which only administrators have',
  }),
];
