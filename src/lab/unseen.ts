/** Characters that are interpreted, hidden or reordered instead of shown; line breaks are not among them. */
export const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
