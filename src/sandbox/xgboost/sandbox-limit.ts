/** What XGBoost would do and the sandbox cannot, or will not since it would never end. */
export class SandboxLimit extends Error {}
