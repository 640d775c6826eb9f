import type { SessionOptions } from '../aws/sessions.ts';
import { SANDBOX_DEFAULTS, SANDBOX_PORT } from '../config/rehearsal.ts';
import type { AccountSettings, LabSettings } from '../lab/accounts.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** The ways out of this process, and the credentials that they begin with. */
export type Outside = Pick<SessionOptions, 'requestHandler' | 'federation' | 'baseCredentials' | 'profiles'>;

type Places = readonly Pick<LabSettings, 'region' | 'accounts'>[];

export async function outsideOf(labs: Places, sandbox: Sandbox | undefined): Promise<Outside> {
  return sandbox ? inRehearsal(sandbox) : onAws(labs);
}

function inRehearsal(sandbox: Sandbox): Outside {
  return {
    requestHandler: sandbox.requestHandler,
    federation: { url: `http://127.0.0.1:${String(SANDBOX_PORT)}/federation`, post: sandbox.postForm },
    baseCredentials: (account) => Promise.resolve(sandbox.credentialsFor(account)),
  };
}

async function onAws(labs: Places): Promise<Outside> {
  const [{ readProfiles }, { caBundlesOf }, { networkOf }, { awsFederation }, { baseCredentials }] = await Promise.all([
    import('../aws/profiles/files.ts'),
    import('../aws/profiles/ca-bundles.ts'),
    import('../aws/network/network.ts'),
    import('../aws/federation.ts'),
    import('../aws/base-credentials.ts'),
  ]);
  const profiles = await readProfiles();
  const { requestHandler, postForm } = networkOf(process.env, caBundlesOf(accountsOf(labs), profiles, process.env));
  // The region matters only to providers that have none of their own.
  const region = labs[0]?.region ?? SANDBOX_DEFAULTS.region;
  return {
    requestHandler,
    federation: awsFederation(postForm),
    baseCredentials: (_account, source) => baseCredentials(source, { profiles, region, requestHandler }),
    profiles,
  };
}

export function accountsOf(labs: Places): AccountSettings[] {
  return labs.flatMap(({ accounts: { tools, datascience, staging } }) => [tools, datascience, staging]);
}
