import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler, lambdaStage } from './stage.ts';

/** What is the user's: a file, a folder, and a program that listens, by TCP and by a path. */
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'mlops-lab-host-'));
const secret = join(folder, 'secret.txt');
const marker = join(folder, 'marker');
const module = join(folder, 'module.mjs');
const path = join(folder, 'socket');

let connections = 0;
const servers: Server[] = [];

async function listening(where: number | string): Promise<Server> {
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) =>
    server.listen(where as number, ...(typeof where === 'number' ? ['127.0.0.1'] : []), resolve),
  );
  servers.push(server);
  return server;
}

let port = 0;
beforeAll(async () => {
  writeFileSync(secret, 'of the user');
  writeFileSync(module, 'export default "of the user"');
  port = ((await listening(0)).address() as AddressInfo).port;
  await listening(path);
});
beforeEach(() => {
  connections = 0;
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const MODULES = 'fs net tls http http2 dgram dns os v8 child_process cluster worker_threads module path'.split(' ');

/**
 * A function that runs what its event says with the modules that it may want, and `on` for what ends with an event. All
 * attempts are made in one environment, since each is to leave it as it was; one that ends it gets the next another.
 */
const stage = lambdaStage();
beforeAll(() => {
  const code = `
    const modules = ${JSON.stringify(MODULES)}.map((name) => process.getBuiltinModule('node:' + name));
    const names = ${JSON.stringify([...MODULES.map(named), 'host', 'on'])};
    const on = (emitter, event) => new Promise((resolve, reject) => emitter.on(event, resolve).on('error', reject));
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    export const handler = ({ body, host }) => new AsyncFunction(...names, body)(...modules, host, on);
  `;
  stage.create(code, { Timeout: 30, MemorySize: 128 });
});

/** What Node.js, the system and the sandbox say to what a function may not; `fetch` keeps the reason to itself. */
const REFUSAL = /restricted|requires full fs\.read|EACCES|EBADF|EPERM|ENOTFOUND|fetch failed|answered -\d+/;

function named(module: string): string {
  return { module: 'modules', path: 'paths' }[module] ?? module;
}

function attempt(body: string) {
  const host = { secret, marker, module, path, port, pid: process.pid };
  const { functionError, payload } = stage.run({ body, host });
  const { errorMessage: why = '' } = (payload ?? {}) as { readonly errorMessage?: string };
  return { functionError, payload, why, after: stage.run({ body: 'return "well"' }).payload };
}

const DENIED = 'Error: Access to this API has been restricted';

describe('the code of a function', () => {
  it.each([
    ['reads a file of the user', 'return fs.readFileSync(host.secret, "utf8")'],
    ['reads it by a promise', 'return await fs.promises.readFile(host.secret, "utf8")'],
    ['reads it by a stream', 'await on(fs.createReadStream(host.secret), "data")'],
    [
      'reads it by way of a link',
      'fs.symlinkSync(host.secret, paths.join(os.tmpdir(), "link")); return fs.readFileSync(paths.join(os.tmpdir(), "link"), "utf8")',
    ],
    ['reads it by a hard link', 'fs.linkSync(host.secret, paths.join(os.tmpdir(), "hard-link"))'],
    ['copies it', 'fs.cpSync(host.secret, paths.join(os.tmpdir(), "copy"))'],
    ['lists the folder', 'return fs.readdirSync(paths.dirname(host.secret))'],
    ['imports a module of the user', 'return (await import("file://" + host.module)).default'],
    ['requires one', 'return modules.createRequire("file:///")(host.secret)'],
    ['writes a file', 'fs.writeFileSync(host.marker, "x")'],
    ['writes one by a stream', 'await on(fs.createWriteStream(host.marker), "finish")'],
    ['moves one', 'fs.renameSync(host.secret, host.marker)'],
    ['deletes one', 'fs.rmSync(host.secret)'],
    ['writes to its own code', 'fs.writeFileSync(paths.join(process.env.LAMBDA_TASK_ROOT, "index.mjs"), "")'],
    ['writes where nobody gave it a place', 'fs.writeFileSync(paths.join(os.tmpdir(), "..", "..", "x"), "")'],
    ['writes to a descriptor that it did not open', 'for (let fd = 0; fd < 40; fd += 1) fs.writeSync(fd, "x")'],
    ['reads from one', 'fs.readSync(0, Buffer.alloc(9))'],
    ['makes a stream of one', 'await on(fs.createWriteStream("", { fd: 1 }).end("x"), "finish")'],
    ['makes a socket of one', 'await on(new net.Socket({ fd: 0 }), "data")'],
    ['runs a program', 'return child_process.execSync("id").toString()'],
    ['runs a program without a shell', 'const { error } = child_process.spawnSync("id"); throw error'],
    ['forks', 'cluster.fork()'],
    ['starts a thread', 'new worker_threads.Worker("0", { eval: true, execArgv: [] })'],
    ['adds a loader', 'modules.register("data:text/javascript,", "file:///")'],
    ['loads native code', 'process.dlopen({ exports: {} }, "/lib/libc.so.6")'],
    ['asks for a binding', 'process.binding("fs")'],
    ['opens a debugger', 'process.getBuiltinModule("node:inspector").open(0)'],
    ['changes what holds for all threads', 'v8.setFlagsFromString("--allow-natives-syntax")'],
    ['kills the sandbox', 'process.kill(host.pid, "SIGKILL")'],
    ['stops its own process', 'process.kill(process.ppid, 0)'],
  ])('fails inside its own error when it %s', (_what, body) => {
    const { functionError, why, after } = attempt(body);
    expect({ functionError, after }).toEqual({ functionError: 'Unhandled', after: 'well' });
    expect(why).toMatch(REFUSAL);
    expect(existsSync(marker)).toBe(false);
    expect(readFileSync(secret, 'utf8')).toBe('of the user');
  });

  it.each([
    ['a TCP socket', 'await on(net.connect(host.port, "127.0.0.1"), "connect")'],
    ['a TCP socket of a name', 'await on(net.connect(host.port, "localhost"), "connect")'],
    ['IPv6', 'await on(net.connect(host.port, "::1"), "connect")'],
    ['a socket by path', 'await on(net.connect(host.path), "connect")'],
    ['fetch', 'await fetch("http://127.0.0.1:" + host.port)'],
    ['HTTP', 'await on(http.get({ port: host.port, host: "127.0.0.1" }), "response")'],
    ['HTTP over a path', 'await on(http.get({ socketPath: host.path }), "response")'],
    ['HTTP/2', 'await on(http2.connect("http://127.0.0.1:" + host.port), "connect")'],
    ['TLS', 'await on(tls.connect(host.port, "127.0.0.1"), "secureConnect")'],
    [
      'a lookup of its own',
      'await on(net.connect({ port: host.port, host: "x", lookup: (_n, _o, f) => f(null, [{ address: "127.0.0.1", family: 4 }]) }), "connect")',
    ],
    [
      'a datagram',
      'const socket = dgram.createSocket("udp4"); await new Promise((done, fail) => socket.send("x", host.port, "127.0.0.1", (error) => error ? fail(error) : done()))',
    ],
    ['a port of its own', 'await on(net.createServer().listen(0), "listening")'],
    ['a question for a name', 'await dns.promises.lookup("example.com")'],
    ['a question for a record', 'await dns.promises.resolveTxt("example.com")'],
    [
      'a resolver of its own',
      'const resolver = new dns.promises.Resolver(); resolver.setServers(["127.0.0.1:" + host.port]); await resolver.resolve4("example.com")',
    ],
    [
      'the native handle behind a socket that it may have',
      `const { port } = new URL(process.env.AWS_ENDPOINT_URL);
       const socket = net.connect(Number(port), "127.0.0.1");
       const Handle = socket._handle.constructor;
       const prototype = Object.getPrototypeOf(socket._handle);
       let Request;
       try { prototype.connect = (request) => { Request = request.constructor; return 0; }; } catch {}
       net.connect(Number(port), "127.0.0.1");
       const handle = new Handle(0);
       const result = handle.connect(Request ? new Request() : {}, "127.0.0.1", host.port);
       throw new Error("answered " + result);`,
    ],
  ])('connects nowhere by %s', async (_what, body) => {
    const { functionError, why, after } = attempt(body);
    expect({ functionError, after }).toEqual({ functionError: 'Unhandled', after: 'well' });
    expect(why).toMatch(REFUSAL);
    await settled();
    expect(connections).toBe(0);
  });

  /** Whoever connected before this did is known by the time that this is. */
  const settled = async () => {
    await once(connect(port, '127.0.0.1').resume(), 'close');
    connections -= 1;
  };

  it('says why', () => {
    expect(attempt('fs.readFileSync(host.secret)').payload).toMatchObject({
      errorType: 'Error',
      errorMessage: expect.stringContaining(DENIED.slice(7)) as string,
    });
    expect(attempt('await dns.promises.lookup("example.com")').payload).toMatchObject({
      errorMessage: 'ENOTFOUND: example.com: the sandbox connects functions to its own endpoint alone, getaddrinfo',
    });
    expect(attempt('await on(net.connect(host.port, "127.0.0.1"), "connect")').payload).toMatchObject({
      errorMessage: expect.stringContaining(`connect EACCES 127.0.0.1:${port}`) as string,
    });
  });

  it('has a temporary folder of its own, and its own files', () => {
    const { create, run } = lambdaStage();
    const own = `
      import { createReadStream, openSync, readFileSync, writeFileSync, writeSync, closeSync, readdirSync } from 'node:fs';
      import { readFile, writeFile, open } from 'node:fs/promises';
      import { tmpdir } from 'node:os';
      import { join } from 'node:path';
      import { text } from 'node:stream/consumers';
      export const handler = async () => {
        const file = join(tmpdir(), 'own.txt');
        const descriptor = openSync(file, 'w');
        writeSync(descriptor, 'one ');
        closeSync(descriptor);
        await writeFile(file, 'two', { flag: 'a' });
        const handle = await open(file);
        const first = await handle.readFile('utf8');
        await handle.close();
        const task = process.env.LAMBDA_TASK_ROOT;
        return [first, await text(createReadStream(file)), await readFile(join(task, 'data.txt'), 'utf8'), readdirSync(task).sort()];
      };
    `;
    create({ 'index.mjs': own, 'data.txt': 'data' });
    expect(run().payload).toEqual(['one two', 'one two', 'data', ['data.txt', 'index.mjs']]);
  });

  it('sees nothing of the environment in which the sandbox runs', () => {
    process.env.MLOPS_LAB_TEST_SECRET = 'of the user';
    try {
      const { create, run } = lambdaStage();
      create(handler('return [Object.values(process.env).includes("of the user"), process.env.HOME ?? null]'));
      expect(run().payload).toEqual([false, null]);
    } finally {
      delete process.env.MLOPS_LAB_TEST_SECRET;
    }
  });

  it('cannot speak in the name of the runtime so that the sandbox breaks or waits', () => {
    for (const message of [
      'null',
      '{ kind: "succeeded" }',
      '{ kind: "failed" }',
      '{ kind: "skipped", milliseconds: NaN }',
      '{ kind: "skipped", milliseconds: -1e9 }',
      '{ kind: "log", text: 5 }',
    ]) {
      const { after } = attempt(`worker_threads.parentPort.postMessage(${message}); return 'done'`);
      expect(after).toBe('well');
    }
  });

  it('takes nobody along when it takes more memory than there is for it', () => {
    const { functionError, after } = attempt('const all = []; for (;;) all.push(new Array(1e6).fill(0.5))');
    expect({ functionError, after }).toEqual({ functionError: 'Unhandled', after: 'well' });
  });
});
