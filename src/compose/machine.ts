import { awsCliVersion } from '../system/aws-cli.ts';
import type { Machine, Terminal } from '../ports/machine.ts';
import { proxiesOf } from '../aws/network/proxies.ts';
import { isColoured, isInteractive } from '../ui/streams.ts';
import type { Io } from './io.ts';

/** This machine, as the process of the run sees it. */
export function machineOf(io: Io): Machine {
  let awsCli: Promise<string | undefined> | undefined;
  return {
    node: process.versions.node,
    terminal: terminalOf(io),
    proxies() {
      const proxies = proxiesOf(io.env);
      if (!proxies) return undefined;
      const { http, https } = proxies;
      const except = io.env.no_proxy || io.env.NO_PROXY || '';
      return { ...(http && { http: http.url }), ...(https && { https: https.url }), except };
    },
    awsCli: () => (awsCli ??= awsCliVersion(io.env)),
    now: () => Date.now(),
  };
}

function terminalOf({ stdin, stderr, env }: Io): Terminal {
  return {
    interactive: isInteractive(stdin, stderr, env),
    coloured: isColoured(stderr, env),
    ...(stderr.isTTY && stderr.columns !== undefined && { columns: stderr.columns }),
  };
}
