// Builds, and has `npx mlops-lab` find this clone's binary. Run by npm after an installation.
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('..', import.meta.url);

// npx installs a clone that it does not know into its cache, which prepares it a second time.
const isBuilt = process.env.npm_command === 'exec' && existsSync(new URL('dist/main.js', ROOT));
if (!isBuilt) execSync('npm run --silent build', { cwd: ROOT, stdio: 'inherit' });

// Without the link npx installs the clone at each change. Windows needs more than a link and does without.
if (process.platform !== 'win32') {
  const folder = fileURLToPath(new URL('node_modules/.bin', ROOT));
  mkdirSync(folder, { recursive: true });
  rmSync(`${folder}/mlops-lab`, { force: true });
  symlinkSync('../../bin/mlops-lab.js', `${folder}/mlops-lab`);
}
