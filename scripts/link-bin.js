// Has `npx mlops-lab` find this clone's binary. Without the link npx installs the clone into its cache at each change, building
// it again; with it npm 11 does so once for each clone. Windows needs more than a link and does without.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (process.platform !== 'win32') {
  const folder = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
  mkdirSync(folder, { recursive: true });
  rmSync(`${folder}/mlops-lab`, { force: true });
  symlinkSync('../../bin/mlops-lab.js', `${folder}/mlops-lab`);
}
