import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pythonWith } from '../notebook/python.ts';
import { contentOf, file, setup, textOf } from './lifecycle-script.ts';

const python = pythonWith([], 'what the lifecycle script lays out is not executed') ?? '';

const idle = '/usr/local/bin/mlops-lab-idle';

describe('on the notebook', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'mlops-lab-notebook-'));
    mkdirSync(join(home, 'bin'));
    mkdirSync(join(home, 'SageMaker'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  function executable(name: string, text: string): string {
    const path = join(home, 'bin', name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  const environment = (): NodeJS.ProcessEnv => ({
    PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    MLOPS_LAB_NOTEBOOK: 'mlops-lab--nb-12345678',
    MLOPS_LAB_IDLE_MINUTES: '60',
  });

  /** What systemd gives to a unit of a launch with these parameters. */
  function environmentFile(parameters: Readonly<Record<string, string>>): Record<string, string> {
    const lines = file('/etc/mlops-lab.env', textOf(contentOf(parameters))).trimEnd().split('\n');
    return Object.fromEntries(lines.map((line) => line.split('=', 2) as [string, string]));
  }

  describe('setup', () => {
    /** A stand-in for the AWS CLI: answers what is asked of the notebook, and "downloads" one notebook. */
    const cli = `#!/bin/bash
      case "$*" in
        *describe-notebook-instance*SubnetId*) echo subnet-1 ;;
        *describe-notebook-instance*SecurityGroups*) echo sg-1 ;;
        *describe-notebook-instance*KmsKeyId*) echo key-1 ;;
        *describe-notebook-instance*NotebookInstanceArn*) echo arn-1 ;;
        *list-tags*arn-1*mlops-lab:deployment*) echo class-7/111111111111/us-east-1 ;;
        *list-tags*arn-1*mlops-lab:asset-bucket*) echo the-assets ;;
        *list-tags*arn-1*mlops-lab:submission-bucket*) echo the-submissions ;;
        *list-tags*arn-1*mlops-lab:notebooks-prefix*) echo notebooks/0123456789ab ;;
        "s3 sync s3://the-assets/notebooks/0123456789ab/ "*) mkdir -p "$4" && echo original >"$4/penguins.ipynb" && echo new >"$4/more.ipynb" ;;
        *) exit 1 ;;
      esac`;

    function run(): void {
      executable('aws', cli);
      writeFileSync(join(home, 'env'), file('/etc/mlops-lab.env'));
      const text = file(setup).replaceAll('/home/ec2-user', home).replaceAll('/etc/mlops-lab.env', join(home, 'env'));
      execFileSync(executable('setup', text), { env: environment() });
    }
    const read = (path: string): string => readFileSync(join(home, path), 'utf8');

    it('brings the notebooks and says where everything is', () => {
      run();
      expect(read('SageMaker/mlops-lab/penguins.ipynb')).toBe('original\n');
      const lines = read('SageMaker/.mlops-lab/env').trimEnd().split('\n');
      expect(lines).toEqual(
        expect.arrayContaining([
          'MLOPS_LAB_NAME=exactly-16-chars',
          'MLOPS_LAB_DEPLOYMENT=class-7/111111111111/us-east-1',
          'MLOPS_LAB_SUBNET_ID=subnet-1',
          'MLOPS_LAB_SECURITY_GROUP_ID=sg-1',
          'MLOPS_LAB_KEY_ARN=key-1',
          'MLOPS_LAB_SUBMISSION_BUCKET=the-submissions',
        ]),
      );
    });

    it('never overwrites what someone has worked on, and still brings what is new', () => {
      mkdirSync(join(home, 'SageMaker/mlops-lab'));
      writeFileSync(join(home, 'SageMaker/mlops-lab/penguins.ipynb'), 'my work\n');
      run();
      run();
      expect(read('SageMaker/mlops-lab/penguins.ipynb')).toBe('my work\n');
      expect(read('SageMaker/mlops-lab/more.ipynb')).toBe('new\n');
    });

    it.skipIf(python === '')('gives kernels the same environment', () => {
      run();
      const startup = read('.ipython/profile_default/startup/00-mlops-lab.py');
      const said = execFileSync(python, ['-'], {
        input: `${startup}\nprint(os.environ["MLOPS_LAB_KEY_ARN"], os.environ["MLOPS_LAB_TEAM"])\n`,
        encoding: 'utf8',
      });
      expect(said).toBe('key-1 a-team-of-20-letters\n');
    });
  });

  describe.skipIf(python === '')('idle stop', () => {
    let jupyter: Server | undefined;
    afterEach(() => {
      jupyter?.close();
      jupyter = undefined;
    });

    const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    const kernel = (execution_state: string, last_activity: string) => ({ kernel: { execution_state, last_activity } });

    interface Jupyter {
      readonly sessions: readonly unknown[];
      readonly terminals?: readonly unknown[];
    }

    function serve({ sessions, terminals = [] }: Jupyter): Promise<number> {
      return answering((request, response) => {
        response.end(JSON.stringify(request.url === '/api/sessions' ? sessions : terminals));
      });
    }

    async function answering(answer: RequestListener): Promise<number> {
      const server = createServer(answer);
      jupyter = server;
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return (server.address() as AddressInfo).port;
    }

    /** Looks once, `seen` minutes after work was last seen (if it ever was), and says what the CLI was asked. */
    async function look(port: number, seen?: number, env: Readonly<Record<string, string>> = {}): Promise<string> {
      const stamp = join(home, 'last-work');
      const asked = join(home, 'asked');
      writeFileSync(asked, '');
      executable('aws', `#!/bin/bash\necho "$*" >>${asked}\n`);
      if (seen !== undefined) {
        writeFileSync(stamp, '');
        const when = Date.now() / 1000 - seen * 60;
        utimesSync(stamp, when, when);
      }
      const text = file(idle)
        .replace('/usr/bin/python3', python)
        .replace('/run/mlops-lab-last-work', stamp)
        .replace('https://localhost:8443', `http://127.0.0.1:${port}`);
      const process = spawn(executable('idle', text), {
        env: { ...environment(), ...env },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const code = await new Promise((done) => process.on('close', done));
      expect(code).toBe(0);
      return readFileSync(asked, 'utf8').trim();
    }
    const stops = 'sagemaker stop-notebook-instance --notebook-instance-name mlops-lab--nb-12345678';

    it('stops when neither kernel nor terminal has worked for long enough', async () => {
      const port = await serve({
        sessions: [kernel('idle', minutesAgo(61))],
        terminals: [{ name: '1', last_activity: minutesAgo(90) }],
      });
      expect(await look(port, 61)).toBe(stops);
    });

    it.each([
      ['a cell runs', { sessions: [kernel('busy', minutesAgo(300))] }, 300],
      ['a kernel has just worked', { sessions: [kernel('idle', minutesAgo(59))] }, 300],
      ['a terminal is in use', { sessions: [], terminals: [{ name: '1', last_activity: minutesAgo(1) }] }, 300],
      ['work was seen before its kernel was shut down', { sessions: [] }, 30],
      ['the notebook has just started', { sessions: [] }, undefined],
    ])('goes on while %s', async (_, state, seen) => {
      expect(await look(await serve(state), seen)).toBe('');
    });

    it.each(['15', '60', '1440'])('waits for the %s minutes that the product was launched with', async (minutes) => {
      const env = { ...environmentFile({ IdleMinutes: minutes }), MLOPS_LAB_NOTEBOOK: 'mlops-lab--nb-12345678' };
      const port = await serve({ sessions: [] });
      expect(await look(port, Number(minutes) - 1, env)).toBe('');
      expect(await look(port, Number(minutes) + 1, env)).toBe(stops);
    });

    it('stops when no Jupyter has run for long enough', async () => {
      expect(await look(9, 61)).toBe(stops);
    });

    it.each<[string, RequestListener]>([
      ['refuses to tell', (_, response) => response.writeHead(403).end('{"message":"Forbidden"}')],
      ['fails', (_, response) => response.writeHead(500).end('{"sessions":[]}')],
      ['is overloaded', (_, response) => response.writeHead(503).end()],
      ['hangs up', (request) => request.socket.destroy()],
      ['answers with a page', (_, response) => response.end('<html>')],
      ['answers with something else', (_, response) => response.end('{"message":"Forbidden"}')],
      ['answers with nothing', (_, response) => response.end('null')],
      [
        'tells of kernels only',
        ({ url }, response) => response.writeHead(url === '/api/sessions' ? 200 : 403).end('[]'),
      ],
    ])('takes nobody for idle while Jupyter %s, and counts from there', async (_, answer) => {
      const port = await answering(answer);
      expect(await look(port, 300)).toBe('');
      jupyter?.close();
      expect(await look(await serve({ sessions: [] }))).toBe('');
    });
  });
});
