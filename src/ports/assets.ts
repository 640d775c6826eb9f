import type { Course } from '../lab/course/types.ts';
import type { AssetReferences } from '../lab/stacks.ts';

/** A course, and where its data and notebooks lie. */
export interface CourseFolder {
  readonly course: Course;
  readonly folder: string;
  /** The folder as messages show it. */
  readonly label: string;
  /** Where the build has put what it is uploaded as; only of a course of the package, whose name is enough to find it. */
  readonly compiled?: string;
}

/** A file that goes into the asset bucket; its key holds the hash of its content. */
export interface Asset {
  readonly name: string;
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
}

/** The templates and assets that the package contains, for one lab. */
export interface Bundle extends AssetReferences {
  /** Template bodies by their path below `templates`. */
  readonly templates: ReadonlyMap<string, string>;
  readonly assets: readonly Asset[];
  /** The course's data without what is held out, as a table with a header. */
  readonly training: Uint8Array;
}
