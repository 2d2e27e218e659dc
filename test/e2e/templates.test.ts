import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { look } from './browser-look.ts';
import { type BrowserWindow, goToPage, openPractised } from './browser-window.ts';
import { launchChromium } from './chromium.ts';

/** What an admin may have broken, what the window says of it, and what its fix makes of it. */
const traps = [
  {
    broken: 'subject=s\nheader=h\nmessage=One\\n\nTwo: more\nfooter=f\n',
    says: 'and this line is lost as the key “Two”',
    fix: 'Continue the line above',
    mended: 'subject=s\nheader=h\nmessage=One\\n\\\nTwo: more\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmessage=One\\n\\ \nTwo more\nfooter=f\n',
    says: 'There is blank space behind the \\, so the line does not continue.',
    fix: 'Remove the blank space',
    mended: 'subject=s\nheader=h\nmessage=One\\n\\\nTwo more\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmessage=One\\n\\\n\nTwo more\nfooter=f\n',
    says: 'This blank line ends the text of message',
    fix: 'Make it an empty line of the text',
    mended: 'subject=s\nheader=h\nmessage=One\\n\\\n\\n\\\nTwo more\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmessage=\\u00g9t\nfooter=f\n',
    says: 'Java refuses the whole file',
    fix: 'Double the backslash',
    mended: 'subject=s\nheader=h\nmessage=\\\\u00g9t\nfooter=f\n',
  },
  {
    broken: '\xef\xbb\xbfsubject=s\nheader=h\nmessage=m\nfooter=f\n',
    says: 'The file begins with a byte order mark',
    fix: 'Remove the byte order mark',
    mended: 'subject=s\nheader=h\nmessage=m\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmessage=Caf\xc3\xa9\nfooter=f\n',
    says: 'The recipient sees \xc3\xa9 instead of é',
    fix: 'Write it as \\uXXXX',
    mended: 'subject=s\nheader=h\nmessage=Caf\\u00E9\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmessage=See C:\\temp\\new\nfooter=f\n',
    says: 'The backslashes of C:\\temp\\new have to be doubled',
    fix: 'Double the backslash',
    mended: 'subject=s\nheader=h\nmessage=See C:\\\\temp\\\\new\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=old\nmessage=m\nfooter=f\nheader=new\n',
    says: 'header is there twice',
    fix: 'Remove this one',
    mended: 'subject=s\nmessage=m\nfooter=f\nheader=new\n',
  },
  {
    broken: `subject=\${tiem}\nheader=h\nmessage=m\nfooter=f\n`,
    says: `Was \${time} meant?`,
    fix: `Change it to \${time}`,
    mended: `subject=\${time}\nheader=h\nmessage=m\nfooter=f\n`,
  },
  {
    broken: `subject=s\nheader=h\nmessage=\${time\nfooter=f\n`,
    says: `\${time has no closing brace`,
    fix: 'Close the brace',
    mended: `subject=s\nheader=h\nmessage=\${time}\nfooter=f\n`,
  },
  {
    broken: 'subject=s\nheader=h\\\nmessage=m\nfooter=f\n',
    says: '“message” is not a key but part of the text of header',
    fix: 'End the line above',
    mended: 'subject=s\nheader=h\nmessage=m\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmesage=m\nfooter=f\n',
    says: 'Was message meant?',
    fix: 'Change it to message',
    mended: 'subject=s\nheader=h\nmessage=m\nfooter=f\n',
  },
  {
    broken: 'subject=s\nheader=h\nmessage=m\n',
    says: 'footer is missing. The mail has no such part.',
    fix: 'Add footer',
    mended: 'subject=s\nheader=h\nmessage=m\nfooter=\n',
  },
] as const;

describe('the templates of AEM, edited by clicks and keys', () => {
  let browser: Browser;
  let window: BrowserWindow;
  let page: Page;
  const faults: string[] = [];
  const inspect = async (name: string) => {
    faults.push(...(await look(page, name)));
  };
  const kept = (...path: string[]) => readFile(join(window.dataFolder, 'templates', ...path), 'latin1');

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launchChromium();
    window = await openPractised(browser);
    page = window.page;
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
  });

  it('begin with our own text where there is nothing yet', async () => {
    await goToPage(page, 'Templates');
    await page.getByRole('heading', { name: 'No templates yet' }).waitFor();
    await inspect('50-templates-empty');
    await page.getByRole('button', { name: 'Start from our text' }).click();
    await page.getByRole('menuitem', { name: 'Page events' }).click();
    await page.getByText('Not saved yet: this is our starter text').waitFor();
    await page.getByText('Nothing found: AEM can use this file.').waitFor();
    await inspect('51-form');
  });

  it('are edited as a form, and only the lines of that key change in the file', async () => {
    const before = await fileText(page);
    await show(page, 'Form');
    await field(page, 'Subject').click();
    await page.keyboard.press('End');
    await page.keyboard.type(', Café ');
    await page.getByRole('button', { name: /^Insert time/ }).click();
    await preview(page).getByText('AEM: pages changed by Alex Kim, Café 2026-03-02 09:30:00').waitFor();
    const after = await fileText(page);
    expect(linesOnlyIn(after, before)).toEqual([
      `subject=AEM: pages changed by \${userFullName}, Caf\\u00E9 \${time}`,
    ]);
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await kept('page', 'en.txt')).toBe(after);
  });

  it('offer the variables while one types, and tell what they mean', async () => {
    await source(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`# $`);
    const list = page.getByRole('listbox', { name: 'Variables' });
    await list.getByRole('option', { name: /userFullName/ }).waitFor();
    await inspect('52-completion');
    await page.keyboard.type('{userI');
    await list.getByRole('option', { name: /userId/ }).waitFor();
    // The editor takes no answer right after the list appeared, so that nobody accepts what they did not see.
    await expect
      .poll(async () => {
        await page.keyboard.press('Enter');
        return source(page).locator('.cm-line').last().textContent();
      })
      .toBe(`# \${userId}`);
    await source(page).getByText(`\${modifications}`).hover();
    await page.getByText('What happened to which page, one line each').waitFor();
    await page.mouse.move(0, 0);
  });

  it.each(traps.map((trap) => [trap.says, trap] as const))(
    'say “%s” and mend it by a click',
    async (says, { broken, fix, mended }) => {
      await write(page, broken);
      const finding = findings(page).getByRole('listitem').filter({ hasText: says });
      await finding.getByRole('button', { name: fix, exact: true }).click();
      await expect.poll(() => fileText(page)).toBe(mended);
    },
  );

  it('mark what is wrong in the file itself, with the fix beside it', async () => {
    await write(page, `subject=\${tiem}\nmessage=One\\n\nTwo: more\nheader=h\nfooter=\${payload.path}\n`);
    await findings(page).getByText('belongs to the templates “Workflow”').waitFor();
    await inspect('53-findings');
    await source(page).locator('.cm-lintRange-error').first().hover();
    const mark = page.locator('.cm-tooltip-lint');
    await mark.getByText(`Was \${time} meant?`).waitFor();
    await mark.getByRole('button', { name: `Change it to \${time}` }).click();
    await expect.poll(() => fileText(page)).toContain(`subject=\${time}\n`);
    await findings(page)
      .getByRole('button', { name: /is lost as the key/ })
      .click();
    expect(await selected(page)).toBe('Two');
    await write(page, await kept('page', 'en.txt'));
    await page.getByText('Saved', { exact: true }).waitFor();
  });

  it('are shown as they arrive, with values of one’s own however long', async () => {
    await show(page, 'Form');
    const mail = preview(page);
    await mail.getByText('Sample values').click();
    const long = 'https://author.example.com/'.padEnd(600, 'x');
    await mail.getByLabel('modifications').fill(`<b>news</b> ${long}`);
    await mail.getByLabel('userFullName').fill('Søren 김민준');
    await mail.getByText('AEM: pages changed by Søren 김민준, Café').waitFor();
    const body = mail.getByRole('region', { name: 'Text of the mail' });
    await body.getByText('<b>news</b>').waitFor();
    await inspect('54-long');
    const wide = await body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await mail.getByRole('button', { name: 'Back to our samples' }).click();
    await body.getByText('PageCreated => /content/site/en/news/spring').waitFor();
  });

  it('go out as a test mail, and are found in the inbox', async () => {
    await preview(page).getByRole('button', { name: 'Send test' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send as a test mail' });
    await inspect('55-send-test');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText(/^Sent to practice@postkey\.test\. The server said: 250/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await goToPage(page, 'Checks');
    await page.getByRole('tab', { name: 'Inbox' }).click();
    await page
      .getByRole('list', { name: 'Messages' })
      .getByRole('button', { name: /AEM: pages changed by Alex Kim, Café 2026-03-02/ })
      .click();
    await page.getByRole('article', { name: 'Message' }).getByText('Who: Alex Kim (akim)').waitFor();
    await goToPage(page, 'Templates');
  });

  it('are compared, and brought back from their history', async () => {
    await page.getByRole('link', { name: /^Open Page events, English/ }).click();
    const first = await fileText(page);
    await write(page, first.replace('When:', 'Time:'));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await show(page, 'Compare');
    const others = page.getByRole('navigation', { name: 'Compare with' });
    await others.getByRole('button', { name: 'Last saved' }).click();
    await page.getByText('There is no difference.').waitFor();
    await others.getByRole('button', { name: 'Our starter text' }).click();
    const sides = page.locator('.cm-mergeView');
    await sides.getByRole('textbox', { name: 'As it is now' }).getByText('Time:').waitFor();
    await sides.getByRole('textbox', { name: 'Our starter text' }).getByText('When:').waitFor();
    await inspect('56-compare');
    await others.getByRole('listitem').last().getByRole('button').click();
    await page.getByRole('button', { name: 'Bring this version back' }).click();
    await page.getByText('There is no difference.').waitFor();
    expect(await kept('page', 'en.txt')).toBe(first);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await fileText(page)).toContain('Time:');
    await page.getByText('Unsaved changes').waitFor();
  });

  it('ask before unsaved changes are left, and keep them for later', async () => {
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await page.goBack();
    await inspect('57-leave');
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(await fileText(page)).toContain('Time:');
    await page.getByRole('link', { name: 'All templates' }).click();
    await dialog.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('link', { name: /^Open Page events, English.*unsaved changes/ }).click();
    await page.getByText('Your unsaved changes were brought back.').waitFor();
    expect(await fileText(page)).toContain('Time:');
    await page.reload();
    await page.getByText('Your unsaved changes were brought back.').waitFor();
    await page.getByRole('link', { name: 'Explain' }).click();
    await dialog.getByRole('button', { name: 'Save and leave' }).click();
    await page.getByRole('heading', { level: 1, name: /explain/i }).waitFor();
    expect(await kept('page', 'en.txt')).toContain('Time:');
  });

  it('begin in a new language from a copy, which shows what it lost', async () => {
    await goToPage(page, 'Templates');
    await page.getByRole('button', { name: 'New language' }).click();
    const dialog = page.getByRole('dialog', { name: 'New language' });
    await dialog.getByRole('combobox', { name: 'New language' }).fill('germ');
    await page.getByRole('option', { name: 'German (de)' }).click();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('combobox', { name: 'Language', exact: true }).waitFor();
    expect(await kept('page', 'de.txt')).toBe(await kept('page', 'en.txt'));
    await retype(page, 'Subject', 'Seiten geändert');
    await findings(page).getByText(`The original has \${userFullName}`).waitFor({ state: 'hidden' });
    await retype(page, 'Message', 'Es gab etwas Neues.');
    await findings(page).getByText(`The original has \${modifications} in message`).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'All templates' }).click();
    await page.getByRole('link', { name: /^Open Page events, German.*1 variable lost/ }).waitFor();
  });

  it('are removed by a click, and come back by another', async () => {
    const german = await kept('page', 'de.txt');
    const cell = page.getByRole('link', { name: /^Open Page events, German/ });
    await cell.click();
    await page.getByRole('button', { name: 'Remove this template' }).click();
    await page.getByText('Page events, German was removed.').waitFor();
    await cell.waitFor({ state: 'hidden' });
    await inspect('58-removed');
    await expect(kept('page', 'de.txt')).rejects.toThrow('ENOENT');
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await cell.waitFor();
    expect(await kept('page', 'de.txt')).toBe(german);
  });

  it('keep nobody out: axe finds nothing, light or dark, narrow or wide', () => {
    expect(faults).toEqual([]);
  });

  it('leave no error on the console', () => {
    expect(window.complaints).toEqual([]);
  });
});

/** By the buttons above the editor. */
async function show(page: Page, mode: 'Form' | 'File' | 'Compare'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'How to edit' }).getByText(mode, { exact: true }).click();
}

function source(page: Page): Locator {
  return page.getByRole('textbox', { name: 'File', exact: true });
}

function field(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Editor' }).getByRole('textbox', { name: new RegExp(`^${name}`) });
}

function preview(page: Page): Locator {
  return page.getByRole('region', { name: 'As it arrives' });
}

function findings(page: Page): Locator {
  return page.getByRole('region', { name: 'What was found' });
}

/** The raw file as the editor shows it. */
async function fileText(page: Page): Promise<string> {
  await show(page, 'File');
  return (await source(page).locator('.cm-line').allTextContents()).join('\n');
}

/** Pastes in place of the whole raw file. */
async function write(page: Page, text: string): Promise<void> {
  await source(page).click();
  await page.keyboard.press('Control+a');
  await source(page).evaluate((editor, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Types in place of what a field of the form has. */
async function retype(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

async function selected(page: Page): Promise<string> {
  return page.evaluate(() => document.getSelection()?.toString() ?? '');
}

function linesOnlyIn(after: string, before: string): readonly string[] {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
}
