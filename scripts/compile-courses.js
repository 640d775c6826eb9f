// Writes what the courses of the package are uploaded as: for the program, which then reads and checks none of them, and
// for those who deploy a lab by hand. Run by `npm run build`.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from './load-source.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { readCourse } = /** @type {typeof import('../src/config/course-file.ts')} */ (
  await loadSource('src/config/course-file.ts')
);
const { courseAssets } = /** @type {typeof import('../src/assets/course.ts')} */ (
  await loadSource('src/assets/course.ts')
);

for (const name of readdirSync(join(ROOT, 'courses'))) {
  const { course, holdOut, training } = await courseAssets(
    await readCourse(join(ROOT, 'courses', name), join('courses', name)),
  );
  const folder = join(ROOT, 'generated/courses', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'course.json'), course.content);
  writeFileSync(join(folder, 'holdout.csv'), holdOut.content);
  writeFileSync(join(folder, 'train.csv'), training);
}
