import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startS3Server } from '../../testing/s3-server/server.ts';

const core = fileURLToPath(new URL('../../../', import.meta.url));
const pages = ['README.md', '../../docs/bucket.md'];

/** Programs that a reader would copy, with the packages where they lie here. */
const examples = pages.flatMap((page) => {
  const written = readFileSync(join(core, page), 'utf8');
  const programs = [...written.matchAll(/```ts\n(.*?)```/gs)].map(([, program = '']) => program);
  return programs
    .filter((program) => program.includes('createClient'))
    .map((program, index) => ({
      name: `${page} ${index + 1}`,
      program: program
        .replace("'@imbed/core/node'", JSON.stringify(join(core, 'src/node/index.ts')))
        .replace("'@imbed/core'", JSON.stringify(join(core, 'src/index.ts'))),
      printed: [...program.matchAll(/\/\/ prints: (.*)/g)].map(([, line]) => line),
    }));
});

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('the examples compile', async () => {
  const folder = createFolder();
  const paths = examples.map(({ program }, index) => {
    const path = join(folder, `example-${index}.mts`);
    writeFileSync(path, program);
    return path;
  });
  const base = join(core, '../../tsconfig.base.json');
  const options = {
    types: ['node'],
    typeRoots: [join(core, 'node_modules/@types')],
    lib: ['ES2024', 'DOM'],
    rewriteRelativeImportExtensions: false,
  };
  const project = { extends: base, compilerOptions: options, files: paths };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const tsc = join(core, '../../node_modules/.bin/tsc');
  const { stdout } = await promisify(execFile)(tsc, ['-p', folder]).catch((error) => error);
  expect(stdout).toBe('');
});

describe('what the examples say comes true', () => {
  const film = randomBytes(20_000_000);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'imbed-readme-'));
    writeFileSync(join(folder, 'film.mkv'), film);
    mkdirSync(join(folder, 'photos'));
    for (const name of ['1.txt', '2.txt', '3.txt']) writeFileSync(join(folder, 'photos', name), name);
    return () => rmSync(folder, { recursive: true });
  });

  it.each(examples)('$name', async ({ program, printed }) => {
    const user = { name: 'me', accessKeyId: 'MYKEY', secretAccessKey: 'my-secret' };
    const buckets = ['files', 'backup'].map((name) => ({ name, owner: 'me' }));
    const server = await startS3Server({ users: [user], buckets });
    onTestFinished(() => server.close());
    writeFileSync(join(folder, 'example.mts'), program.replace('http://127.0.0.1:9000', server.endpoint));
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: user.accessKeyId,
      AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
      IMBED_STATE_DIR: join(folder, 'state'),
    };
    const child = spawn(process.execPath, ['example.mts'], { cwd: folder, env });
    child.stdin.end('piped');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => printed.includes(line))).toEqual(printed);
  });

  it('as far as files are concerned, too', () => {
    for (const copy of ['copy.mkv', 'copies/one.mkv'])
      expect(readFileSync(join(folder, copy)).equals(film)).toBe(true);
  });
});
