import { register } from 'node:module';

// Versions of Node that know TypeScript need no help.
if (!process.features.typescript) register('./hook.js', import.meta.url);
