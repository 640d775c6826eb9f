import { table } from './table.ts';

/** Whom and what the statement calls by name. */
const NAMES: readonly (readonly [name: string, meaning: string])[] = [
  [
    'Ada, Bob',
    'two data scientists: sessions called `ada` and `bob` in the role `DataScientist`, each with a launched notebook',
  ],
  ['… with AdministratorAccess', 'the same role after somebody attached that policy of AWS’s to it'],
  [
    '… with every right',
    'whoever’s own policies allow everything, so that nothing but the policy of the thing decides',
  ],
  ['`lab`, or “the lab”', 'the lab that is asked about'],
  ['`lab-2`', 'another lab in the same three accounts, whose name begins alike'],
  ['a namesake', 'a lab called `lab` too, that shares the Staging account and has another Tools account'],
  ['somebody', 'who uses the same account for something else'],
  ['a stranger', 'who comes from an account that has nothing to do with the lab'],
  ['nobody’s notebook', 'one that bears no owner’s tag'],
  ['the lab’s other …', 'a thing under the lab’s prefix that it has no use for'],
  ['the lab’s future …', 'a name of the lab’s under which there is nothing yet, so that it bears no tags'],
  ['no resource', 'where AWS’s action knows none, such as a list'],
];

export const WHO_IS_WHO = table(['name', 'is'], NAMES);
