import { placeholderPrefix } from '../../placeholder.ts';
import { shellQuote } from '../../quoting/shell.ts';
import type { AemCloudPlan } from './plan.ts';

/** Cloud Manager's API; `$PROGRAM_ID` and `$ENVIRONMENT_ID` are the admin's. */
export const cloudManagerApi = 'https://cloudmanager.adobe.io/api/program/$PROGRAM_ID';

/**
 * A POSIX shell script that sends `variables.json` to Cloud Manager. Everybody on a machine can read the arguments of
 * a running command, so the values go by file and the access token by standard input.
 */
export function setVariablesScript(plan: AemCloudPlan): string {
  const t = plan.input.texts.getFixedT(null, 'bundles', 'script');
  return `#!/bin/sh
# ${comment(t('purpose'))}
# ${comment(t('needs'))}
set -eu
cd "$(dirname "$0")"

if grep -q ${placeholderPrefix} variables.json; then
  printf '%s\\n' ${shellQuote(t('placeholders', { prefix: placeholderPrefix }))} >&2
  exit 1
fi

if command -v aio >/dev/null 2>&1; then
  aio cloudmanager:set-environment-variables "\${ENVIRONMENT_ID:?}" --programId "\${PROGRAM_ID:?}" --jsonFile variables.json
else
  ${curl(`-X PATCH "${cloudManagerApi}/environment/$ENVIRONMENT_ID/variables"`, '--data-binary @variables.json', '  ')}
fi
`;
}

/** A call of the API with curl that has the access token in no argument. */
export function curl(request: string, body: string, indent = ''): string {
  return [
    `: "\${PROGRAM_ID:?}" "\${ORGANIZATION_ID:?}" "\${CLIENT_ID:?}"`,
    `printf 'Authorization: Bearer %s\\n' "\${ACCESS_TOKEN:?}" | curl --fail --silent --show-error \\`,
    `  ${request} \\`,
    `  -H @- -H "x-gw-ims-org-id: $ORGANIZATION_ID" -H "x-api-key: $CLIENT_ID" \\`,
    `  -H 'Content-Type: application/json' ${body}`,
  ].join(`\n${indent}`);
}

function comment(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
