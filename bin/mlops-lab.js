#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`mlops-lab needs Node.js 20.19 or later, and this is ${process.versions.node}`);
  process.exitCode = 2;
} else {
  // The SDK's notice about Node 20 would stand on every run.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // Keeps what was compiled for the next run.
  if (major >= 22) (await import('node:module')).enableCompileCache?.();
  await import('../dist/main.js');
}
