// Packs the project as npm would publish it and runs the packed binary, with this clone's dependencies beside it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-package-'));
try {
  execFileSync('npx', ['publint', '--strict'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [{ filename, files }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { encoding: 'utf8' }),
  );
  for (const needed of ['bin/mlops-lab.js', 'dist/main.js', 'templates/tools/pre-reqs.yaml', 'README.md', 'LICENSE']) {
    if (!files.some(({ path }) => path === needed)) throw new Error(`the package lacks ${needed}`);
  }
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
  symlinkSync(resolve('node_modules'), join(folder, 'package', 'node_modules'));
  const work = join(folder, 'work');
  mkdirSync(work);
  const run = (...args) =>
    execFileSync('node', [join(folder, 'package/bin/mlops-lab.js'), ...args], {
      cwd: work,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  if (!run('init', '--sandbox', '--yes').includes('MasterPortfolioId'))
    throw new Error('the packed init gives no outputs');
  run('teardown', '--sandbox', '--yes');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
