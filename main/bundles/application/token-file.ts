import { posix } from 'node:path';
import type { ApplicationFile, Step } from './application.ts';
import type { ApplicationPlan } from './plan.ts';
import { tokenCommand } from './token-command.ts';

/** Where applications that cannot run a command read the token. */
export const tokenPath = '/var/lib/postkey/token';

const scriptPath = '/usr/local/lib/postkey/write-token.sh';

const minutes = 5;
/** Seconds; with a run every five minutes, the token in the file has always ten left. */
const minLife = '900';

/** A POSIX shell script that puts a current access token into a file, whole and for its reader only. */
export function writeTokenScript({ input }: ApplicationPlan): ApplicationFile {
  const t = input.texts.getFixedT(null, 'bundleTargets');
  return {
    path: 'write-token.sh',
    purpose: 'contents.writeToken',
    content: `#!/bin/sh
# ${comment(t('script.purpose'))}
# ${comment(t('script.usage'))}
set -eu
PATH=$PATH:/usr/local/bin
file=\${1:-${tokenPath}}
group=\${2:-}

token=$(${tokenCommand(input.account.address, '--min-life', minLife)})
umask 077
new=$(mktemp "$file.XXXXXX")
trap 'rm -f "$new"' EXIT
printf '%s' "$token" >"$new"
if [ -n "$group" ]; then
  chgrp "$group" "$new"
  chmod 640 "$new"
fi
mv -f "$new" "$file"
`,
  };
}

/** Has the script run by cron, as the user who has Postkey. */
export const keepTokenFile: Step = {
  key: 'steps.tokenFile',
  code: {
    language: 'sh',
    text: `sudo install -d -o "$USER" ${posix.dirname(tokenPath)}
sudo install -D -m 755 write-token.sh ${scriptPath}
sh ${scriptPath}
(crontab -l; echo '*/${minutes} * * * * ${scriptPath}') | crontab -`,
  },
  after: true,
};

function comment(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
