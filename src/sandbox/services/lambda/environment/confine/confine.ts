import { syncBuiltinESMExports } from 'node:module';
import { confineFiles } from './files.ts';
import { confineNames } from './names.ts';
import { confineNetwork } from './network.ts';
import { confineProcess } from './process.ts';

/**
 * Takes from this thread what Node.js's permission model leaves to it: connections to anywhere but `port` on loopback,
 * names, files that others opened, and signals to other processes. Has to run before any foreign code, which could keep
 * what it finds.
 */
export function confine(port: number): void {
  confineNetwork(port);
  confineNames();
  confineFiles();
  confineProcess();
  syncBuiltinESMExports();
}
