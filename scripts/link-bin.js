// Has `npx mlops-lab` find this clone's binary at once. Without the link npx first installs the clone into its cache,
// building it again, which takes seconds at each change. Windows needs more than a link and does without.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (process.platform !== 'win32') {
  const folder = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
  mkdirSync(folder, { recursive: true });
  rmSync(`${folder}/mlops-lab`, { force: true });
  symlinkSync('../../bin/mlops-lab.js', `${folder}/mlops-lab`);
}
