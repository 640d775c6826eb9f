import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { EACCES, fix } from './refusal.ts';

type Native = (this: unknown, ...values: unknown[]) => unknown;
type Handle = Readonly<Record<string, Native>>;

const LOOPBACK = '127.0.0.1';

/**
 * Guards the native handles themselves, on which all of `net`, `tls`, `http`, `fetch` and `dgram` stand: whatever code
 * finds on its way to them is guarded as well.
 */
export function confineNetwork(port: number): void {
  const sockets = prototypeOf(socketTo({ host: LOOPBACK, port }));
  const { connect } = sockets;
  const connectGuarded: Native = function (request, address, to, ...rest) {
    if (address !== LOOPBACK || to !== port) return EACCES;
    return connect?.call(this, request, address, to, ...rest);
  };
  fix(sockets, 'connect', connectGuarded);
  refuse(sockets, 'connect6', 'bind', 'bind6', 'listen', 'open');
  refuse(prototypeOf(socketTo({ path: '/nowhere' })), 'connect', 'bind', 'listen', 'open', 'fchmod');
  refuse(prototypeOf(datagrams()), 'connect', 'connect6', 'bind', 'bind6', 'open', 'send', 'send6');
  const resolver = prototypeOf((new dns.Resolver() as unknown as { readonly _handle: object })._handle);
  refuse(resolver, ...Object.keys(resolver).filter((name) => /^query|^getHostByAddr/.test(name)));
}

/** The handle exists as soon as there is a connection to make; the connection itself is not wanted. */
function socketTo(where: net.NetConnectOpts): object {
  const socket = net.connect(where);
  socket.on('error', () => undefined);
  const { _handle: handle } = socket as unknown as { readonly _handle: object };
  socket.destroy();
  return handle;
}

function datagrams(): object {
  const socket = dgram.createSocket('udp4');
  const [state] = Object.getOwnPropertySymbols(socket).filter(({ description }) => description === 'state symbol');
  const { handle } = (socket as unknown as Record<symbol, { readonly handle: object }>)[state as symbol] ?? {};
  socket.close();
  if (!handle) throw new Error('datagram sockets hide their handles in this version of Node.js');
  return handle;
}

function prototypeOf(handle: object): Handle {
  return Object.getPrototypeOf(handle) as Handle;
}

function refuse(handles: Handle, ...names: readonly string[]): void {
  for (const name of names) if (Reflect.has(handles, name)) fix(handles, name, () => EACCES);
}
