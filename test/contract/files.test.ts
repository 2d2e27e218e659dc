import { describe, expect, it } from 'vitest';
import { startApp } from '../app.ts';
import { transports } from './transports.ts';

describe.each(transports)('files over $name', ({ open }) => {
  it('get through to where they are taken', async () => {
    const running = await startApp();
    const { client, close } = await open(running.app);
    const attachments = [{ fileName: 'large.bin', file: new Blob([new Uint8Array(9 * 1024 * 1024)]) }];
    const sending = client.mail.send({
      account: 'nobodyknows1',
      to: ['a@example.com'],
      subject: 's',
      attachments,
    });
    await expect(sending).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await close();
    await running.close();
  });

  it('are looked into before anything is taken out of them', async () => {
    const running = await startApp();
    const { client, close } = await open(running.app);
    const file = new Blob([new Uint8Array(9 * 1024 * 1024)]);
    await expect(client.bundles.import({ name: 'holiday.jpg', file })).rejects.toMatchObject({
      code: 'IMPORT_REFUSED',
      data: { diagnosis: { id: 'postkey-import-nothing' } },
    });
    await close();
    await running.close();
  });
});
