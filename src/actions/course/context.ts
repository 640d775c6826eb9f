import type { Courses } from '../../ports/courses.ts';
import type { Ui } from '../../ports/ui.ts';

/** What is done with courses needs no lab: no settings, no credentials. */
export interface CourseContext {
  readonly command: string;
  readonly courses: Courses;
  readonly ui: Ui;
}

export function tell(ui: Ui, level: 'info' | 'warning', message: string): void {
  ui.emit({ type: 'notice', level, message });
}
