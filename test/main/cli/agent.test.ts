import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { nextJson, postkey, startPostkey } from '../../postkey.ts';
import { documentIn, expectError, openWorkplace } from './workplace.ts';

const place = openWorkplace();

describe('agent', () => {
  it('says whom it looks after, and stops cleanly on SIGTERM', async () => {
    await place.addPractice();
    const agent = startPostkey(['agent', '--json', ...place.data]);
    expect(await nextJson(agent.stdout)).toEqual({ pid: agent.pid, accounts: 1 });
    const { status, ms } = await agent.stop();
    expect(status).toBe(0);
    expect(ms).toBeLessThan(2_000);
  });

  it('does not start on a vault that is locked', async () => {
    await writeFile(place.path('passphrase'), 'correct horse\n');
    await writeFile(place.path('secret'), 'secret\n');
    const data = ['--data', place.path('locked')];
    const who = [
      '--provider',
      'google',
      '--address',
      'a@example.com',
      '--client-id',
      'x.apps.googleusercontent.com',
    ];
    await postkey(['add', ...who, '--client-secret-file', place.path('secret'), ...data], {
      env: { POSTKEY_PASSPHRASE_FILE: place.path('passphrase') },
    });
    const ended = await postkey(['agent', '--json', ...data]);
    expect(ended.status).toBe(4);
    expectError(documentIn(ended), 'VAULT_LOCKED');
  });
});
