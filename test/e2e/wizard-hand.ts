import type { Locator } from 'playwright-core';

/** Somebody at the window. Everything they do goes through here, so that it is counted in one place. */
export interface Hand {
  /** A press of Enter is one too. */
  readonly clicks: number;
  /** Whatever is pasted, typed or dropped. */
  readonly values: number;
  /** What was done, for whoever wonders about the figures. */
  readonly deeds: readonly string[];
  click(target: Locator): Promise<void>;
  /** Opens a list and takes what is named so. */
  choose(list: Locator, option: string): Promise<void>;
  /** Where the cursor is somewhere else, putting it into the field is a click as well. */
  paste(field: Locator, value: string): Promise<void>;
  /** Chooses a file: a click to open the dialog, and the file. */
  give(input: Locator, name: string, text: string): Promise<void>;
}

export function createHand(): Hand {
  let clicks = 0;
  let values = 0;
  const deeds: string[] = [];

  async function click(target: Locator): Promise<void> {
    clicks += 1;
    const name = await target.evaluate(
      (element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
    );
    deeds.push(`click ${clicks}: ${name || (await target.evaluate(({ tagName }) => tagName))}`);
    await target.click();
  }

  function valued(name: string): void {
    values += 1;
    deeds.push(`value ${values}: ${name}`);
  }

  return {
    get clicks() {
      return clicks;
    },
    get values() {
      return values;
    },
    deeds,
    click,
    async choose(list, option) {
      await click(list);
      await click(list.page().getByRole('option', { name: option, exact: true }));
    },
    async paste(field, value) {
      if (!(await field.evaluate((element) => element === document.activeElement))) await click(field);
      await field.page().keyboard.insertText(value);
      valued(value);
    },
    async give(input, name, text) {
      clicks += 1;
      await input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
      valued(name);
    },
  };
}
