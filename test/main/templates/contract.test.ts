import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../../app.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

const page = { set: 'page', language: 'en' } as const;

describe('templates over the contract', () => {
  test('go from a starter to a saved template with a history', async () => {
    const { templates } = running.app.client;
    const opened = await templates.open(page);
    expect(opened).toMatchObject({ ...page, format: 'properties', encoding: 'ascii', original: null });
    expect(opened).not.toHaveProperty('savedAt');
    expect(opened.text).toBe(opened.starter);

    const change = { kind: 'set', key: 'subject', value: `제목 \${time}` } as const;
    const { edits } = await templates.edit({ text: opened.text, change });
    const [edit] = edits;
    const text = `${opened.text.slice(0, edit?.from)}${edit?.insert}${opened.text.slice(edit?.to)}`;
    await templates.save({ ...page, text: opened.text });
    await templates.save({ ...page, text });
    expect((await templates.render({ text, set: 'page', values: { time: 'now' } })).subject).toBe('제목 now');
    expect(await templates.list()).toMatchObject([{ ...page, filledKeys: 4, errors: 0 }]);

    const [version] = await templates.history(page);
    expect((await templates.version({ ...page, id: version?.id ?? '' })).text).toBe(opened.text);
    await templates.newLanguage({ set: 'page', from: 'en', to: 'ko' });
    await templates.remove({ set: 'page', language: 'ko' });
    expect(await templates.list()).toHaveLength(1);
  });

  test('are linted with what a form needs', async () => {
    const { findings, entries } = await running.app.client.templates.lint({
      text: `subject = \${tme}\nmessage=m\nheader=h\nfooter=f`,
      set: 'page',
    });
    expect(findings).toMatchObject([{ rule: 'unknown-variable', line: 1, column: 11, from: 10, to: 16 }]);
    expect(entries[0]).toEqual({
      key: 'subject',
      value: `\${tme}`,
      keyPlace: { from: 0, to: 7 },
      valuePlace: { from: 10, to: 16 },
    });
  });

  test('are imported only when the admin says so', async () => {
    const { templates } = running.app.client;
    const path = 'libs/settings/workflow/notification/email/default/fr.txt';
    const preview = await templates.importPreview({
      files: [{ path, file: new Blob(['subject=s\nmessage=m\n']) }],
    });
    expect(preview.found).toMatchObject([{ set: 'workflow', language: 'fr', replaces: false }]);
    expect(await templates.list()).toHaveLength(1);
    const text = preview.found[0]?.text ?? '';
    expect(
      await templates.importApply({ templates: [{ set: 'workflow', language: 'fr', text }] }),
    ).toMatchObject([{ set: 'workflow', language: 'fr', hasOriginal: true }]);
    expect((await templates.open({ set: 'workflow', language: 'fr' })).original).toBe(text);
  });

  test('are described set by set', async () => {
    const sets = await running.app.client.templates.sets();
    expect(sets.map(({ id }) => id)).toEqual(['page', 'replication', 'workflow', 'forum', 'assign-task']);
  });

  test('fail with a diagnosis', async () => {
    const saving = running.app.client.templates.save({ ...page, text: '\0' });
    await expect(saving).rejects.toMatchObject({
      code: 'TEMPLATE_REFUSED',
      data: { diagnosis: { id: 'postkey-template-binary' } },
    });
  });
});
