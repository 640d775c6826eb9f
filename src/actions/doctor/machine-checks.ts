import type { Machine, Terminal } from '../../ports/machine.ts';
import type { Step } from '../../steps.ts';
import { checked, ok, skipped, warning, type Check, type Finding } from './check.ts';

/** What holds wherever the lab is to be. `alone` in a rehearsal, which leaves this machine by no way. */
export function machineChecks(machine: Machine, alone: boolean): Promise<Check[]> {
  return Promise.all([
    checked({ check: 'node', title: 'Node.js' }, () => nodeFinding(machine.node)),
    checked({ check: 'terminal', title: 'Terminal' }, () => terminalFinding(machine.terminal)),
    checked({ check: 'aws-cli', title: 'AWS CLI' }, async () => awsCliFinding(await machine.awsCli())),
    checked({ check: 'proxy', title: 'Proxy' }, () => proxyFinding(machine, alone)),
  ]);
}

/** Node 20 has been past its end since April 2026 (nodejs.org/en/about/previous-releases). */
const OLDEST_MAINTAINED = 22;

function nodeFinding(version: string): Finding {
  if (Number.parseInt(version, 10) >= OLDEST_MAINTAINED) return ok(version);
  return warning(
    `${version} still works, but gets no more security fixes, and releases of the AWS SDK from January 2027 on need ` +
      `Node.js ${String(OLDEST_MAINTAINED)}`,
    [{ say: `install Node.js ${String(OLDEST_MAINTAINED)} or later from https://nodejs.org` }],
  );
}

/** The narrowest terminal in which plans and tables can be read. */
const NARROWEST = 40;

function terminalFinding({ interactive, coloured, columns }: Terminal): Finding {
  if (columns === undefined)
    return ok('none: questions are not asked, so that flags, variables or the file answer them');
  const words = [
    `${String(columns)} columns`,
    coloured ? 'colours' : 'no colours',
    interactive ? 'questions are asked' : 'questions are not asked',
  ].join(', ');
  if (columns >= NARROWEST) return ok(words);
  return warning(words, [{ say: `widen the window to at least ${String(NARROWEST)} columns` }]);
}

const INSTALL = 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html';

/** The first releases, by major version, that heed AWS_ENDPOINT_URL (changelogs of the AWS CLI, July 2023). */
const HEEDS_ENDPOINT: Readonly<Record<number, number>> = { 1: 29, 2: 13 };

/** All of the guide's examples work with both major versions; only commands for single sign-on are version 2's own. */
function awsCliFinding(said: string | undefined): Finding {
  const version = /^aws-cli\/(\d+)\.(\d+)[\w.]*/.exec(said ?? '');
  const install = (what: string): Step[] => [{ say: `install ${what}: ${INSTALL}` }];
  if (!version) return warning("not found; the guide's examples with aws and single sign-on need it", install('it'));
  const [found, major, minor] = [version[0].slice('aws-cli/'.length), Number(version[1]), Number(version[2])];
  if (minor < (HEEDS_ENDPOINT[major] ?? 0)) {
    const danger = 'which ignores AWS_ENDPOINT_URL: what is meant for "mlops-lab sandbox" would go to AWS';
    return warning(`${found}, ${danger}`, install('a newer one'));
  }
  return ok(major < 2 ? `${found}; "aws sso login" and "aws configure sso" would need version 2` : found);
}

function proxyFinding(machine: Machine, alone: boolean): Finding {
  const proxies = machine.proxies();
  if (!proxies) return ok('none is set');
  if (alone) return skipped('set, and not used: a rehearsal sends nothing');
  const { https, http, except } = proxies;
  const ways = [https && `https through ${https}`, http && `http through ${http}`].filter(Boolean).join(', ');
  return ok(except ? `${ways}, except for ${except}` : ways);
}
