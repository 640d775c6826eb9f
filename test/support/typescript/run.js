import { register } from 'node:module';

// Versions of Node that know TypeScript need no help.
const { features } = process;
if (!('typescript' in features && features.typescript)) register('./hook.js', import.meta.url);
