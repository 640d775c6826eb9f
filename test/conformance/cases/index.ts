import type { ConformanceCase } from '../conformance-case.ts';
import { CHANGE_SET_CASES } from './change-sets.ts';
import { CREATION_CASES } from './creation.ts';
import { DELETION_CASES } from './deletion.ts';
import { FUNCTION_CASES } from './functions.ts';
import { PARAMETER_CASES } from './parameters.ts';
import { UPDATE_CASES } from './updates.ts';

export const CASES: readonly ConformanceCase[] = [
  ...FUNCTION_CASES,
  ...PARAMETER_CASES,
  ...CREATION_CASES,
  ...UPDATE_CASES,
  ...CHANGE_SET_CASES,
  ...DELETION_CASES,
];
