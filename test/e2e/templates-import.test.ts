import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, createKeyFileVault, goToPage, openWindow } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const shipped = 'jcr_root/libs/settings/notification-templates/com.day.cq.wcm.core.page/en.txt';
const override = 'jcr_root/conf/global/settings/workflow/notification/email/default/ko.txt';
const adobes = `subject=Page event\nheader=Time: \${time}\nmessage=\${modifications}\nfooter=Bye\n`;

describe('templates that are imported', () => {
  let browser: Browser;
  let window: BrowserWindow;
  let page: Page;
  let folder: string;
  const faults: string[] = [];
  const inspect = async (name: string) => {
    faults.push(...(await look(page, name)));
  };

  beforeAll(async () => {
    await ensureBuilt();
    folder = await mkdtemp(join(tmpdir(), 'postkey-import-'));
    browser = await launchChromium();
    window = await openWindow(browser);
    page = window.page;
    await createKeyFileVault(page);
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Below the test's own folder. @returns its path */
  const place = async (path: string, content: string | Uint8Array) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  };
  const zip = (name: string, entries: Zippable) => place(name, zipSync(entries));
  const choose = async (button: string, path: string | string[]) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: button }).click();
    await (await choosing).setFiles(path);
  };
  const keptFiles = async () => {
    const names = await readdir(join(window.dataFolder, 'templates'), { recursive: true }).catch(() => []);
    return names.filter((name) => name.endsWith('.txt')).sort();
  };

  it('are refused where they are hostile, with a reason, and nothing is kept', async () => {
    await goToPage(page, 'Templates');
    await page.getByRole('link', { name: 'Import' }).click();
    const card = page.getByRole('region', { name: 'What went wrong' });

    await choose(
      'Choose files or a package',
      await zip('out.zip', { [shipped]: enc('a=b'), '../../evil.txt': enc('x') }),
    );
    await card.getByText('The package would write outside its folder').waitFor();
    await inspect('60-import-refused');
    await choose(
      'Choose files or a package',
      await zip('bomb.zip', { [shipped]: new Uint8Array(20 * 1024 * 1024) }),
    );
    await card.getByText('The package is too large').waitFor();
    await choose(
      'Choose files or a package',
      await place('noise.zip', Buffer.concat([enc('PK\x03\x04'), Buffer.alloc(500, 0xa7)])),
    );
    await card.getByText('The package cannot be read').waitFor();
    await choose('Choose files or a package', await hundredMegabytes(join(folder, 'large.txt')));
    await page
      .getByRole('alert')
      .getByText(/^large\.txt is larger than/)
      .waitFor();
    await choose('Choose files or a package', await place('en.txt', new Uint8Array([0, 1, 2, 3])));
    await page.getByText('There are no templates in it.').waitFor();
    await page.getByText('1 file left out').click();
    await page.getByText('Not a text').waitFor();
    expect(await keptFiles()).toEqual([]);
  });

  it('are shown from a content package first, and kept when the admin says so', async () => {
    const bytes = zipSync({
      'META-INF/vault/filter.xml': enc('<x/>'),
      [shipped]: enc(adobes),
      [override]: enc('subject=제목\nheader=h\nmessage=m\nfooter=f\n'),
      'jcr_root/content/en.txt': enc('subject=no'),
    });
    await drop(page, 'package.zip', bytes);
    const found = page.getByRole('list', { name: 'Templates found' });
    await found.getByRole('button', { name: /Page events · en .*Adobe’s own/ }).waitFor();
    await found.getByRole('button', { name: /Workflow · ko/ }).click();
    const repair = page.getByRole('checkbox', { name: 'Repair its characters' });
    expect(await repair.isChecked()).toBe(true);
    await inspect('61-import-package');
    expect(await keptFiles()).toEqual([]);
    await page.getByRole('button', { name: 'Import 2 templates' }).click();
    await page.getByRole('link', { name: /^Open Page events, English/ }).waitFor();
    expect(await keptFiles()).toEqual([
      'page/en.txt',
      'page/originals/en.txt',
      'workflow/ko.txt',
      'workflow/originals/ko.txt',
    ]);
    const korean = await readFile(join(window.dataFolder, 'templates', 'workflow', 'ko.txt'), 'latin1');
    expect(korean).toContain('subject=\\uC81C\\uBAA9\n');
  });

  it('are compared with their original after an edit', async () => {
    await page.getByRole('link', { name: /^Open Page events, English/ }).click();
    const footer = page.getByRole('textbox', { name: /^End/ });
    await footer.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' for now');
    await page.getByRole('radiogroup', { name: 'How to edit' }).getByText('Compare').click();
    await page
      .getByRole('navigation', { name: 'Compare with' })
      .getByRole('button', { name: 'Imported original' })
      .waitFor();
    await page.getByRole('textbox', { name: 'As it is now' }).getByText('footer=Bye for now').waitFor();
    await page
      .getByRole('textbox', { name: 'Imported original' })
      .getByText('footer=Bye', { exact: true })
      .waitFor();
    await page.getByRole('button', { name: 'Use this text' }).click();
    await page.getByText('There is no difference.').waitFor();
    await page.getByRole('link', { name: 'All templates' }).click();
  });

  it('are found in a folder by their paths, and the rest is asked for', async () => {
    const below = 'project/ui.apps/apps/settings/notification-templates';
    await place(`${below}/com.day.cq.replication/fr.txt`, 'subject=s\nmessage=m\n');
    await place(`${below}/ko_KR.txt`, `subject=\${forum.path}\n`);
    await place(`${below}/welcome.txt`, `Subject: Welcome\n\nHello \${name}\n`);
    await place(`${below}/task.txt`, 'Open task @@taskid@@ at @@notification-host@@\n');
    await page.getByRole('link', { name: 'Import' }).click();
    await choose('Choose a folder', join(folder, 'project'));
    const found = page.getByRole('list', { name: 'Templates found' });
    await found
      .getByRole('button', { name: /com\.day\.cq\.replication\/fr\.txt.*Replication · fr/ })
      .waitFor();
    await found.getByRole('button', { name: /welcome\.txt.*another format/ }).click();
    await page.getByText('This is a MailTemplate file').waitFor();
    await page.getByRole('checkbox', { name: /^Import .*welcome\.txt/ }).check();
    await page.getByText('The marked ones have no mail or language').waitFor();
    await inspect('62-import-folder');
    await choice(page, 'Mail', 'Workflow');
    await choice(page, 'Language', 'English (en)');
    await found.getByRole('button', { name: /task\.txt/ }).click();
    await page.getByRole('checkbox', { name: /^Import .*task\.txt/ }).check();
    await choice(page, 'Mail', 'Forum (old)');
    await choice(page, 'Language', 'English (en)');
    await page.getByRole('button', { name: 'Import 3 templates' }).click();
    await page.getByRole('link', { name: /^Open Replication, French/ }).waitFor();
  });

  it.each([
    ['Workflow', 'This is a MailTemplate file', `Hello \${name}`, 'Subject:'],
    ['Forum (old)', 'This is a notification of AEM Forms on JEE', '@@taskid@@', '@@notification-host@@'],
  ])('are shown and left as they are in %s, where another format is', async (set, says, text, marked) => {
    await page.getByRole('link', { name: `Open ${set}, English` }).click();
    await page.getByText(says).first().waitFor();
    const editor = page.getByRole('textbox', { name: 'File', exact: true });
    await editor.getByText(text).first().waitFor();
    await editor.locator('.pk-foreign', { hasText: marked }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    const before = await editor.textContent();
    await editor.click();
    await page.keyboard.type('x');
    expect(await editor.textContent()).toBe(before);
    if (set === 'Workflow') await inspect('63-read-only');
    await page.getByRole('link', { name: 'All templates' }).click();
  });

  it('keep nobody out: axe finds nothing, light or dark, narrow or wide', () => {
    expect(faults).toEqual([]);
  });

  it('leave no error on the console', () => {
    // The answers that refuse a package are errors to the browser.
    expect(
      window.complaints.filter((complaint) => !complaint.includes('/rpc/templates/importPreview')),
    ).toEqual([]);
  });
});

function enc(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** With a hole in it, so that it takes no room on the disk. */
async function hundredMegabytes(path: string): Promise<string> {
  const file = await open(path, 'w');
  await file.truncate(100 * 1024 * 1024);
  await file.close();
  return path;
}

/** Drops a file on the import, as a file manager does. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ({ name: fileName, base64 }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([content], fileName));
      return transfer;
    },
    { name, base64: Buffer.from(bytes).toString('base64') },
  );
  const target = page.getByRole('region', { name: 'Drop files, a folder or a content package here' });
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}

async function choice(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
