import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../../main/bundles/bundles.ts';
import type { Bundle } from '../../../../../main/bundles/target.ts';
import { writeBundle } from '../../../../../main/bundles/write.ts';
import { bundleInput, canaries, type InputChanges } from '../../bundle-input.ts';

const setVariables = 'cloud-manager/set-variables.sh';

async function build(changes?: InputChanges): Promise<Bundle> {
  return buildBundle('aem-cloud', await bundleInput(changes));
}

function scriptOf(bundle: Bundle): string {
  return String(bundle.files.find(({ path }) => path === setVariables)?.content);
}

describe('the script', () => {
  test('is POSIX shell and has no secret', async () => {
    const script = scriptOf(await build({ secrets: canaries }));
    expect(() => execFileSync('sh', ['-n'], { input: script })).not.toThrow();
    expect(script).not.toContain('canary');
  });

  test('refuses to send placeholders', async () => {
    const { status, stderr, calls } = await runScript(await build(), 'curl');
    expect(status).toBe(1);
    expect(stderr).toContain('Fill in the values that start with REPLACE_WITH_');
    expect(calls).toEqual([]);
  });

  test('hands the file to aio where it is installed', async () => {
    const { status, calls } = await runScript(await build({ secrets: canaries }), 'aio', 'curl');
    expect(status).toBe(0);
    expect(calls).toEqual([
      'aio cloudmanager:set-environment-variables 22 --programId 11 --jsonFile variables.json',
    ]);
  });

  test('has secrets and access token in no argument of curl', async () => {
    const { status, calls } = await runScript(await build({ secrets: canaries }), 'curl');
    expect(status).toBe(0);
    expect(calls).toEqual([
      'curl --fail --silent --show-error -X PATCH https://cloudmanager.adobe.io/api/program/11/environment/22/variables ' +
        '-H @- -H x-gw-ims-org-id: org@AdobeOrg -H x-api-key: key -H Content-Type: application/json ' +
        '--data-binary @variables.json',
      'Authorization: Bearer canary-token',
    ]);
  });
});

/** Runs the script of a bundle with stand-ins for these programs, which note how they were called. */
async function runScript(bundle: Bundle, ...programs: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'postkey-script-'));
  try {
    const { path: out } = await writeBundle(bundle, join(folder, 'out'));
    const record = join(folder, 'calls');
    await writeFile(record, '');
    for (const name of ['dirname', 'grep']) await symlink(`/usr/bin/${name}`, join(folder, name));
    for (const name of programs) {
      const keepCall = `echo "${name} $*" >>"$RECORD"`;
      const keepInput = 'case "$*" in *@-*) while read -r line; do echo "$line" >>"$RECORD"; done ;; esac';
      await writeFile(join(folder, name), `#!/bin/sh\n${keepCall}\n${keepInput}\n`, { mode: 0o755 });
    }
    const env = {
      PATH: folder,
      RECORD: record,
      PROGRAM_ID: '11',
      ENVIRONMENT_ID: '22',
      ORGANIZATION_ID: 'org@AdobeOrg',
      CLIENT_ID: 'key',
      ACCESS_TOKEN: 'canary-token',
    };
    const { status, stderr } = spawnSync('/bin/sh', [join(out, setVariables)], { env, encoding: 'utf8' });
    return { status, stderr, calls: (await readFile(record, 'utf8')).split('\n').filter(Boolean) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
