/** The terminal of a run, if it has one. */
export interface Terminal {
  /** Whether somebody can answer. */
  readonly interactive: boolean;
  readonly coloured: boolean;
  /** Absent where output goes to a pipe or a file. */
  readonly columns?: number;
}

/** The proxies of the environment, without user names and passwords. */
export interface ProxiesInUse {
  readonly http?: string;
  readonly https?: string;
  /** As NO_PROXY has it. */
  readonly except: string;
}

/** The machine that the program runs on, as far as a lab depends on it. */
export interface Machine {
  /** Such as `22.12.0`. */
  readonly node: string;
  readonly terminal: Terminal;
  /** Undefined without a proxy; throws a usage error where a variable holds no address. */
  proxies(): ProxiesInUse | undefined;
  /** What `aws --version` prints; undefined where that does not work. */
  awsCli(): Promise<string | undefined>;
  /** Milliseconds since the epoch, by the machine's own clock. */
  now(): number;
}

/** A value of the settings, and where it came from: `--region`, `MLOPS_LAB_REGION`, `mlops-lab.yaml:3:9`. */
export interface ChosenSetting {
  readonly path: string;
  readonly value: string;
  readonly where: string;
}
