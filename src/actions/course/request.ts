import type { Task } from '../../lab/course/tasks.ts';

/** What somebody says of a new course; the rest is proposed, or asked for. */
export interface NewCourse {
  readonly folder: string;
  readonly from?: string | undefined;
  readonly label?: string | undefined;
  readonly task?: Task | undefined;
  readonly drop: readonly string[];
  readonly title?: string | undefined;
  readonly question?: string | undefined;
  readonly by?: string | undefined;
  readonly licence?: string | undefined;
}
