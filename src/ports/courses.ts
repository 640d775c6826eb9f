import type { RawTable } from '../lab/course/proposal/raw-table.ts';
import type { Course, Share } from '../lab/course/types.ts';
import type { Predictions } from '../lab/measures/types.ts';
import type { Table } from '../lab/submission/table.ts';
import type { CourseFolder } from './assets.ts';

/** A table that a course can be made of. */
export interface SourceTable {
  readonly table: RawTable;
  /** What is read otherwise than it is written. */
  readonly told: readonly string[];
}

/** The rows of a course in two. */
export interface Parts {
  readonly training: Table;
  readonly holdOut: Table;
}

/** A file of a course's folder. */
export interface CourseFile {
  readonly path: string;
  readonly text: string;
}

/** Courses, where they lie, and the first model of one. */
export interface Courses {
  /** Throws a usage error that says what to do where the file is no table. */
  source(file: string): Promise<SourceTable>;
  /** Throws where a folder is there that holds something, or where none can be made. */
  expectPlace(folder: string): void;
  /** Throws where a text is no `course.yaml` that a lab would take. */
  expectCourse(text: string): void;
  /** Makes a folder with all files in it, or nothing: also where the run was interrupted before. */
  create(folder: string, files: readonly CourseFile[]): Promise<void>;
  /** A course of the package, or of a folder. */
  read(choice: string): Promise<CourseFolder>;
  builtIn(): Promise<readonly CourseFolder[]>;
  /** All that a lab checks of a course before it is deployed, and its rows. */
  checked(folder: CourseFolder): Promise<Parts>;
  /** The rows of a table in two, as a lab will have them, or why no lab would take one of both. */
  split(csv: string, course: Course, share: Share): Parts | { readonly problem: string };
  /** What a model with the usual hyperparameters says of the rows that are held out, and how many it was trained with. */
  predictions(course: Course, parts: Parts): Promise<{ readonly predictions: Predictions; readonly rows: number }>;
}
