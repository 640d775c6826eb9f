import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface LoggingProxy {
  /** With the user name and password that it demands, percent-encoded. */
  readonly url: string;
  readonly host: string;
  /** What it was asked for by those it let in: `POST http://…` or `CONNECT host:port`. */
  readonly log: string[];
  /** How often somebody came without the right user name or password. */
  refused(): number;
  close(): Promise<void>;
}

interface ProxyOptions {
  /** What CONNECT is answered with instead of a tunnel. */
  readonly answersConnect?: string;
}

const [USER, PASSWORD] = ['ada@example.com', 'p:w/d%1'];
const EXPECTED = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

/** A proxy on loopback that demands a user name, forwards plain requests, tunnels others, and keeps a log. */
export async function loggingProxy({ answersConnect }: ProxyOptions = {}): Promise<LoggingProxy> {
  const log: string[] = [];
  let refusals = 0;
  const mayPass = ({ headers }: IncomingMessage) => headers['proxy-authorization'] === EXPECTED || (refusals++, false);
  const server = createServer((incoming, outgoing) => {
    if (!mayPass(incoming))
      return void outgoing.writeHead(407, { 'content-type': 'text/html' }).end('<html>who?</html>');
    log.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    forward(incoming, outgoing);
  });
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    if (!mayPass(incoming)) return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    log.push(`CONNECT ${incoming.url ?? ''}`);
    if (answersConnect !== undefined) return void client.end(`HTTP/1.1 ${answersConnect}\r\n\r\n`);
    tunnel(incoming.url ?? '', client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: `http://${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@${host}`,
    host,
    log,
    refused: () => refusals,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { 'proxy-authorization': _authorization, 'proxy-connection': _connection, ...headers } = incoming.headers;
  const passed = request(incoming.url ?? '', { method: incoming.method, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}

function tunnel(target: string, client: Socket): void {
  const [host = '', port] = target.split(':');
  const upstream = connect(Number(port), host, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('error', () => upstream.destroy());
}
