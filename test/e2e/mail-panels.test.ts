import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { postkey } from '../postkey.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, goToPage, openPractised } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

const address = 'practice@postkey.test';

describe('mail that is sent, read and watched by clicks', () => {
  let browser: Browser;
  let window: BrowserWindow;
  let page: Page;
  let tracker: Server & { readonly asked: string[] };
  const faults: string[] = [];
  const requests: string[] = [];
  const inspect = async (name: string) => {
    faults.push(...(await look(page, name)));
  };
  const run = async (...args: string[]) => {
    const { stdout, stderr } = await postkey([...args, '--json', '--data', window.dataFolder]);
    expect(stderr).not.toMatch(/^{"error/m);
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    await ensureBuilt();
    tracker = await startTracker();
    browser = await launchChromium();
    window = await openPractised(browser);
    page = window.page;
    window.context.on('request', (request) => requests.push(request.url()));
    await goToPage(page, 'Checks');
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
    tracker?.close();
  });

  it('is checked on a schedule that one chooses', async () => {
    await tab(page, 'Watch').click();
    const group = page.getByRole('region', { name: 'Check on a schedule' });
    await group.getByText('none planned').waitFor();
    await group.getByRole('combobox', { name: 'How often' }).click();
    await page.getByRole('option', { name: 'Every 15 minutes' }).click();
    await group.getByText('none planned').waitFor({ state: 'hidden' });
    const roundTrip = group.getByRole('switch', { name: 'With a round trip' });
    await roundTrip.click();
    const kept = () => readFile(join(window.dataFolder, 'watch.json'), 'utf8');
    await expect.poll(kept).toContain('"every":"15m","roundTrip":true');
    await page.reload();
    const often = group.getByRole('combobox', { name: 'How often' });
    await expect.poll(() => often.inputValue()).toBe('Every 15 minutes');
    expect(await roundTrip.isChecked()).toBe(true);
    // Its round trip would else be news in the inbox below.
    await group.getByText(/^mail flows, /).waitFor();
    await inspect('70-watch');
  });

  it('goes out as text and HTML', async () => {
    await tab(page, 'Send').click();
    expect(await page.getByRole('textbox', { name: /^To/ }).inputValue()).toBe(address);
    await page.getByLabel('Subject').fill('Both kinds');
    await page.getByLabel('Text', { exact: true }).fill('Plain words');
    await page.getByRole('switch', { name: 'Also as HTML' }).check();
    await page.getByLabel('HTML', { exact: true }).fill(hostileHtml(tracker));
    await page.getByText(/^About .* of the 26.2 MB the server takes$/).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('region', { name: 'What became of it' }).getByText(/^250 /).waitFor();
  });

  it('is filled in from a template with its sample values', async () => {
    await page.getByRole('combobox', { name: 'Fill in from a template' }).click();
    await page.getByRole('option', { name: 'Workflow (starting text)' }).click();
    await expect
      .poll(() => page.getByLabel('Subject').inputValue())
      .toBe('AEM task for you: Approve the content');
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('Hello Robin,');
  });

  it('goes out with a document, or with a map of attachments, by drop', async () => {
    const files = page.getByRole('region', { name: 'Attachments' });
    await drop(files, [{ name: 'invoice.pdf', size: 3000 }]);
    const send = (name: string) => page.getByRole('button', { name, exact: true });
    await send('Send with document').waitFor();
    await drop(files, [
      { name: 'invoice.pdf', size: 10 },
      { name: 'terms.txt', size: 20_000 },
    ]);
    await send('Send with map of attachments').click();
    await files.getByRole('alert').getByText('Two files have the same name.').waitFor();
    await files.getByRole('textbox', { name: 'Name of invoice.pdf' }).last().fill('delivery note.pdf');
    await drop(files, [{ name: 'huge.bin', size: 26_000_000 }]);
    await files
      .getByRole('alert')
      .getByText(/^Too large/)
      .waitFor();
    expect(await send('Send with map of attachments').isDisabled()).toBe(true);
    await inspect('71-send');
    await files.getByRole('button', { name: 'Remove huge.bin' }).click();
    await page.getByLabel('Subject').fill('With three files');
    await send('Send with map of attachments').click();
    const result = page.getByRole('region', { name: 'What became of it' });
    await result.getByText('The server took the message.').waitFor();
    await result.getByRole('button', { name: 'Look for it in the inbox' }).click();
  });

  it('is listed newest first, and found by its words', async () => {
    const rows = page.getByRole('list', { name: 'Messages' }).getByRole('button');
    await rows.filter({ hasText: 'Both kinds' }).waitFor();
    expect(
      (await rows.allInnerTexts()).slice(0, 2).map((row) => /With three files|Both kinds/.exec(row)?.[0]),
    ).toEqual(['With three files', 'Both kinds']);
    expect(await rows.first().getByRole('img', { name: 'has attachments' }).count()).toBe(1);
    await page.getByRole('combobox', { name: 'Folder' }).click();
    await page.getByRole('option', { name: /^Inbox/ }).click();
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('no such words');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByRole('combobox', { name: 'Search in' }).click();
    await page.getByRole('option', { name: 'subject' }).click();
    await search.fill('Both');
    await page.getByText('1 message found').waitFor();
    await rows.first().click();
    await search.fill('');
    await page.getByText('Listening: the server tells of new messages at once.').waitFor();
  });

  it('is shown without running or fetching anything', async () => {
    const message = page.getByRole('article', { name: 'Message' });
    const body = message.frameLocator('iframe[title="What the message says"]');
    await body.getByText('Rich words').waitFor();
    await message.getByText(/^Pictures from elsewhere are not loaded/).waitFor();
    await inspect('72-message');
    expect(await body.locator('script, [onclick], [onerror], form, meta[http-equiv=refresh]').count()).toBe(
      0,
    );
    expect(await message.locator('iframe').getAttribute('sandbox')).toBe('');
    await message.getByRole('button', { name: 'Load pictures' }).click();
    // Postkey fetches them, not the browser, and never from inside one's own network.
    await message.getByText('The pictures could not be fetched.').waitFor();
    expect(tracker.asked).toEqual([]);
    expect(
      requests.filter(
        (url) => !url.startsWith(new URL(page.url()).origin) && !/^(data|blob|about):/.test(url),
      ),
    ).toEqual([]);
    expect(await page.evaluate(() => Reflect.get(window, 'stolen'))).toBeUndefined();
  });

  it('tells where it came from, and shows its source', async () => {
    const message = page.getByRole('article', { name: 'Message' });
    const view = (name: string) =>
      message.getByRole('radiogroup', { name: 'What to show' }).getByText(name, { exact: true });
    await view('Text').click();
    await message.getByText('Plain words').waitFor();
    await view('Headers').click();
    await message.getByRole('heading', { name: 'Is it genuine?' }).waitFor();
    await message.getByText('its name, unique in the world; search logs for it').waitFor();
    await message.getByRole('heading', { name: 'The way it took' }).waitFor();
    await inspect('73-headers');
    await view('Source').click();
    const source = message.getByRole('region', { name: 'Source' });
    await source.getByText('Subject: Both kinds').waitFor();
    const saved = await download(page, () => message.getByRole('button', { name: 'Save as .eml' }).click());
    expect(saved.text).toContain('Subject: Both kinds');
    expect(saved.name).toMatch(/\.eml$/);
  });

  it('gives its attachments back as they were', async () => {
    await page
      .getByRole('list', { name: 'Messages' })
      .getByRole('button', { name: /With three files/ })
      .click();
    const files = page.getByRole('region', { name: 'Attachments' }).filter({ hasText: 'application/' });
    const saved = await download(page, () =>
      files.getByRole('button', { name: 'Save delivery note.pdf' }).click(),
    );
    expect(saved).toEqual({ name: 'delivery note.pdf', text: 'x'.repeat(10) });
    expect(await files.getByRole('listitem').count()).toBe(3);
  });

  it('is told of as soon as it arrives', async () => {
    await run('send', address, '--to', address, '--subject', 'Just now', '--text', 'Hello');
    await page.getByText(`New from ${address}: Just now`).waitFor();
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('article', { name: 'Message' }).getByRole('heading', { name: 'Just now' }).waitFor();
  });

  it('is checked again, compared with the last good run and reported without a secret', async () => {
    await goToPage(page, 'Settings');
    await fault(page, 'IMAP server', 'breaks off TLS');
    await goToPage(page, 'Checks');
    await page.getByRole('button', { name: 'Run checks' }).click();
    await page.getByText(/^Mail does not flow:/).waitFor();
    const compared = page.getByRole('region', { name: 'Compared with the last good run' });
    await compared.getByText('worked then and fails now.').waitFor();
    await page.getByRole('img', { name: /^Time of the last \d checks: .*IMAP from/ }).waitFor();
    await inspect('74-compared');
    const report = await download(page, () => page.getByRole('button', { name: 'Save report' }).click());
    const { accessToken } = await run('token', address);
    expect(report.text).toContain(address);
    expect(report.text).toContain('Secure (TLS)');
    for (const secret of [
      accessToken,
      Buffer.from(`user=${address}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64'),
    ])
      expect(report.text).not.toContain(secret);
    await goToPage(page, 'Settings');
    await fault(page, 'IMAP server', 'works');
    await goToPage(page, 'Checks');
    const past = page.getByRole('region', { name: 'Earlier checks' });
    await past
      .getByRole('button', { name: /^passed/ })
      .first()
      .click();
    await page
      .getByRole('region', { name: 'An earlier check' })
      .getByText(/^Mail flows:/)
      .waitFor();
    await page.getByRole('button', { name: 'Back to the latest' }).click();
  });

  it('is told of when the check on a schedule finds a change', async () => {
    await tab(page, 'Watch').click();
    const last = page.getByText(/^mail (flows|does not flow), /);
    const fail = async () => {
      await failedYesterday(join(window.dataFolder, 'watch.json'));
      await page.reload();
      return last.textContent();
    };
    // Once more where the check came in between.
    await expect.poll(fail, { timeout: 15_000 }).toMatch(/^mail does not flow, yesterday/);
    await page.getByRole('combobox', { name: 'How often' }).click();
    await page.getByRole('option', { name: 'Every hour' }).click();
    await page.getByText(`${address}: mail flows again`).waitFor({ timeout: 30_000 });
    await page.getByText(/^mail flows, /).waitFor();
    await inspect('75-flows-again');
    await tab(page, 'Check').click();
    await page
      .getByRole('region', { name: 'Earlier checks' })
      .getByRole('cell', { name: 'schedule' })
      .first()
      .waitFor();
  });

  it('keeps nobody out: axe finds nothing, light or dark, narrow or wide', () => {
    expect(faults).toEqual([]);
  });

  it('leaves no error on the console', () => {
    expect(window.complaints).toEqual([]);
  });
});

function tab(page: Page, name: string): Locator {
  return page.getByRole('tab', { name, exact: true });
}

/** Everything a message may try with whoever reads it. */
function hostileHtml(tracker: Server): string {
  const bound = tracker.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`;
  return [
    `<meta http-equiv="refresh" content="0;url=${url}/refresh"><link rel="stylesheet" href="${url}/sheet.css">`,
    `<style>@import "${url}/import.css"; p { background: url(${url}/background.png) }</style>`,
    '<script>parent.stolen = top.stolen = 1</script>',
    `<p onclick="top.stolen = 1" style="list-style-image: url(${url}/list.png)">Rich <b>words</b></p>`,
    `<img src="${url}/pixel.png" onerror="top.stolen = 1"><video poster="${url}/poster.png"></video>`,
    `<iframe src="${url}/frame"></iframe><object data="${url}/object"></object><form action="${url}/form"></form>`,
  ].join('\n');
}

/** A server that notes whoever asks it for something. */
async function startTracker(): Promise<Server & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(server, { asked });
}

/** As if the check on a schedule had failed the day before: the next one is then due, and its outcome is news. */
async function failedYesterday(path: string): Promise<void> {
  const kept: Record<string, object> = JSON.parse(await readFile(path, 'utf8'));
  const at = new Date(Date.now() - 86_400_000).toISOString();
  const failed = Object.entries(kept).map(([id, watch]) => [
    id,
    { ...watch, last: { at, ok: false, run: null } },
  ]);
  await writeFile(path, JSON.stringify(Object.fromEntries(failed)));
}

/** Drops files of the letter x, as a file manager does. */
async function drop(target: Locator, files: readonly { name: string; size: number }[]): Promise<void> {
  const dataTransfer = await target.page().evaluateHandle((wanted) => {
    const transfer = new DataTransfer();
    for (const { name, size } of wanted) transfer.items.add(new File(['x'.repeat(size)], name));
    return transfer;
  }, files);
  const place = target.getByRole('button', { name: 'Choose files' });
  await place.dispatchEvent('dragover', { dataTransfer });
  await place.dispatchEvent('drop', { dataTransfer });
}

async function fault(page: Page, server: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: server }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

async function download(page: Page, start: () => Promise<void>): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download');
  await start();
  const file: Download = await downloading;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}
