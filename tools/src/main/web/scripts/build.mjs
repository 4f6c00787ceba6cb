// Builds the page into the folder named by the first argument (page/ below it), with a list of its files.
// Installs only when the lock file changed, builds only when a source changed: an unchanged page costs a tenth of a second.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(process.argv[2] ?? join(web, '../../../target/web'));
const page = join(out, 'page');

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`the dashboard's page needs Node 20 or newer: version=${process.versions.node}; install the Debian packages nodejs and npm`);
  process.exit(1);
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => (e.isDirectory() ? walk(join(folder, e.name)) : [join(folder, e.name)]));
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(relative(web, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const known = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

function run(...args) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, stdout, stderr } = spawnSync(npm, ['--loglevel=error', ...args], { cwd: web, encoding: 'utf8' });
  if (status !== 0) {
    console.error(stdout ?? '', stderr ?? '');
    console.error(`npm ${args.join(' ')} failed in ${web}: status=${status}; are the packages nodejs and npm installed, and is the npm registry reachable?`);
    process.exit(1);
  }
}

const lock = digest([join(web, 'package.json'), join(web, 'package-lock.json')]);
const installed = join(web, 'node_modules', '.keilog-lock');
if (known(installed) !== lock) {
  run('ci');
  writeFileSync(installed, lock);
}

const sources = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'scripts/build.mjs']
  .map((f) => join(web, f))
  .concat(walk(join(web, 'src')), existsSync(join(web, 'public')) ? walk(join(web, 'public')) : []);
const wanted = digest(sources);
const stamp = join(out, 'sources.sha256');
if (known(stamp) !== wanted || !existsSync(join(page, 'files.txt'))) {
  mkdirSync(out, { recursive: true });
  run('run', 'build', '--', '--outDir', page, '--emptyOutDir');
  const files = walk(page).filter((f) => statSync(f).isFile()).map((f) => relative(page, f).split(sep).join('/'));
  writeFileSync(join(page, 'files.txt'), files.filter((f) => f !== 'files.txt').join('\n') + '\n');
  writeFileSync(stamp, wanted);
}
