/** What the schema does not contain about the settings; `reference.ts` inserts the generated parts. */
export const PREFACE = `# Configuration

<!-- Generated from src/config by \`node scripts/generate-docs.js\`; edit there. -->

A lab is described by a few settings. On a terminal a command asks for the ones that are missing and keeps the
answers in \`mlops-lab.yaml\`, so that the next command asks nothing. A file with everything that matters:

\`\`\`yaml
name: lab
region: us-east-1
accounts:
  tools:
    id: "111111111111"
    profile: lab-tools
  datascience:
    id: "222222222222"
    roleArn: arn:aws:iam::222222222222:role/LabAdministrator
    externalId: course-7
  staging:
    id: "333333333333"
    roleArn: arn:aws:iam::333333333333:role/LabAdministrator
    mfaSerial: arn:aws:iam::444444444444:mfa/ada
network:
  zones: 1
pipeline:
  threshold: 10
  approval: true
\`\`\`

Write account ids in quotes. Without them YAML reads a number, and an id that begins with a zero would lose it.

## Where a setting comes from

The first of these that gives a value decides:

1. the flag of the command,
2. the environment variable \`MLOPS_LAB_…\` (an empty one counts as not set),
3. the file: \`mlops-lab.yaml\` in the working directory, or the one that \`--config FILE\` or \`MLOPS_LAB_CONFIG\` names,
4. the default.

What is required and still missing (the region and the three account ids) is asked for on a terminal. Without a
terminal the command ends with exit code 2 and names every flag that is missing. In a rehearsal (\`--sandbox\`) nothing
is missing: the sandbox's own accounts and region stand in. Where there is no settings file, what flags say is kept in the
rehearsal's folder (\`.mlops-lab/sandbox/settings.yaml\`), so that its commands build on each other as they do on AWS.

The AWS SDK's own settings, such as \`AWS_PROFILE\`, \`AWS_ENDPOINT_URL\` or \`AWS_MAX_ATTEMPTS\`, keep their meaning.
\`AWS_REGION\` never decides where a lab is: it is only suggested when the region is asked for.

## Credentials

An account is reached with the first of these that is there: its \`profile\` in the settings, the profile that
\`AWS_PROFILE\` names, \`AWS_ACCESS_KEY_ID\` and \`AWS_SECRET_ACCESS_KEY\`, the profile \`default\`, and what else the AWS SDK
finds (web identity, container, instance). A \`roleArn\` of the settings is assumed from there.

Profiles are those of the AWS CLI, in \`~/.aws/config\` and \`~/.aws/credentials\` or where \`AWS_CONFIG_FILE\` and
\`AWS_SHARED_CREDENTIALS_FILE\` point: keys, \`role_arn\` with \`source_profile\` over any number of profiles,
\`credential_source\`, \`sso_session\`, \`login_session\`, \`credential_process\`, \`web_identity_token_file\`. Their names may
have spaces and umlauts. Roles are assumed in the region of the lab.

**MFA.** A device is named by \`mfa_serial\` of any profile on the way or by \`mfaSerial\` of the settings. Its code is asked for once
a command, for all accounts; the session that it gives lasts twelve hours. That needs the keys of the IAM user to
whom the device belongs. Without a terminal nobody can be asked: bring the keys of such a session
(\`aws sts get-session-token --serial-number ARN --token-code CODE\`), without \`mfa_serial\` and \`mfaSerial\`.

## Networks

| variable | meaning |
|---|---|
| \`HTTPS_PROXY\`, \`HTTP_PROXY\` | the HTTP proxy for \`https:\` and \`http:\` requests, as \`http://HOST:PORT\` or \`http://USER:PASSWORD@HOST:PORT\`, percent-encoded. Every call goes through it, those for credentials and sign-in links too; those to the metadata of containers and instances do not. User name and password are never printed |
| \`NO_PROXY\` | what is reached without: host names, which cover their subdomains, \`.domain\`, \`*.domain\`, IP addresses, CIDR blocks, each also with \`:PORT\`, or \`*\` |
| \`AWS_CA_BUNDLE\` | a PEM file with the certificate authorities to trust, instead of the known ones; so is \`ca_bundle\` of the profiles |
| \`NODE_EXTRA_CA_CERTS\` | a PEM file with authorities to trust as well |

The names of the proxy variables may be in lower case, which comes first. SOCKS and PAC are not supported.`;

export const SECTIONS_AFTER = `## Several labs

The file describes a class where it has one of two more keys: \`labs\`, a list of labs, each with its name and the settings
that differ from the rest of the file; or \`roster\`, a CSV file with their names, accounts and people. A lab's \`people\`
each have a \`name\` and, if wanted, an \`email\`. In a \`roleArn\` \`{account}\` stands for the id of the account, in the
file as in flags and variables. [Classes](classes.md) has examples of all mappings of labs to accounts.

## Mistakes

Settings are checked before anything else happens. Unknown keys, values that do not fit, two roles with the same account
and roles of a foreign account end the command with exit code 2. Each message names the place the value came from (a
flag, a variable, or file, line and column), the value, and what mends it:

\`\`\`text
mlops-lab.yaml:4:10: accounts.tools.id: "11111111111" has 11 digits, and an account id has 12
\`\`\`

A value that looks like a secret in the wrong place is not repeated, and a long one is cut. The file is UTF-8 text of at most
1 MB; aliases and merge keys (\`<<\`) work, up to a hundred of them. A key that stands twice, an alias of nothing or of itself, masses of
entries or levels, a folder, a pipe or a device, and an \`mlops-lab.yml\` that nobody named are mistakes too.

## What is saved

Answers and flags are written into the file before the first call to AWS, so that no failure there costs them. Values
from the environment and defaults are not written: they belong to the shell that set them. Nothing is written by a dry
run or in a rehearsal. Comments and the order of an existing file stay, and a file that already says the same is not
touched. No setting is a secret, and no secret is ever saved.

## In an editor

\`docs/mlops-lab.schema.json\` is the JSON Schema of the file. Editors that use the YAML language server complete and
check it by this first line, which a file begins with that \`mlops-lab\` has made. The path is that of your copy of the schema:

\`\`\`yaml
# yaml-language-server: $schema=docs/mlops-lab.schema.json
\`\`\``;
