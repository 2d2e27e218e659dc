/**
 * Draws every icon from the shapes below: `node build/icons/draw.mjs`. The results are committed; run it again only
 * when a shape changes. POSTKEY_CHROMIUM names the browser that rasterises.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('.', import.meta.url));

const stamp =
  'M4 2h2a2 2 0 0 0 4 0h4a2 2 0 0 0 4 0h4a2 2 0 0 0 4 0h2a2 2 0 0 1 2 2v2a2 2 0 0 0 0 4v4a2 2 0 0 0 0 4v4a2 2 0 0 0 0 4v2a2 2 0 0 1-2 2h-2a2 2 0 0 0-4 0h-4a2 2 0 0 0-4 0h-4a2 2 0 0 0-4 0H4a2 2 0 0 1-2-2v-2a2 2 0 0 0 0-4v-4a2 2 0 0 0 0-4v-4a2 2 0 0 0 0-4V4a2 2 0 0 1 2-2Z';
const keyhole = 'M16 8a5 5 0 0 1 2.4 9.4L20 24h-8l1.6-6.6A5 5 0 0 1 16 8Z';
/** In the tray sixteen pixels must do: no perforation, a bigger keyhole. */
const plainStamp = 'M5 2h22a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z';
const bigKeyhole = 'M16 6a6 6 0 0 1 2.9 11.3L21 26H11l2.1-8.7A6 6 0 0 1 16 6Z';

const colour = '#136b79';
const application = svg(
  `<title>Postkey</title><path fill="${colour}" d="${stamp}"/><path fill="#fff" d="${keyhole}"/>`,
);

const badges = {
  ready: '',
  attention: '<circle cx="24" cy="24" r="8" fill="#fff"/><circle cx="24" cy="24" r="6.5" fill="#e8890c"/>',
  failing:
    '<circle cx="24" cy="24" r="8" fill="#fff"/><circle cx="24" cy="24" r="6.5" fill="#d6293e"/><path d="M21.5 21.5l5 5m0-5l-5 5" stroke="#fff" stroke-width="2" stroke-linecap="round"/>',
};
/** One colour only: the badge is cut out and its shape tells the state. */
const templateBadges = {
  ready: '',
  attention: '<circle cx="25" cy="25" r="5"/>',
  failing: '<path d="M20.5 20.5l9 9m0-9l-9 9" stroke="#000" stroke-width="3.5" stroke-linecap="round"/>',
};

const browser = await chromium.launch({
  executablePath: process.env.POSTKEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();

await mkdir(`${folder}linux`, { recursive: true });
await mkdir(`${folder}tray`, { recursive: true });
await writeFile(`${folder}icon.svg`, `${application}\n`);
const rendered = new Map();
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024])
  rendered.set(size, await rasterise(application, size));
for (const size of [16, 32, 48, 64, 128, 256, 512])
  await writeFile(`${folder}linux/${size}x${size}.png`, rendered.get(size));
await writeFile(`${folder}icon.ico`, ico([16, 32, 48, 256]));
await writeFile(
  `${folder}icon.icns`,
  icns({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }),
);

for (const state of Object.keys(badges)) {
  const coloured = svg(
    `<path fill="${colour}" d="${plainStamp}"/><path fill="#fff" d="${bigKeyhole}"/>${badges[state]}`,
  );
  const cut = state === 'ready' ? '' : '<circle cx="25" cy="25" r="9" fill="#000"/>';
  const template = svg(
    `<mask id="m"><path fill="#fff" d="${plainStamp}"/><path fill="#000" d="${bigKeyhole}"/>${cut}</mask>` +
      `<rect width="32" height="32" mask="url(#m)"/>${templateBadges[state]}`,
  );
  for (const [name, source] of [
    [state, coloured],
    [`${state}-template`, template],
  ]) {
    await writeFile(`${folder}tray/${name}.png`, await rasterise(source, 16));
    await writeFile(`${folder}tray/${name}@2x.png`, await rasterise(source, 32));
  }
}
await browser.close();

function svg(content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${content}</svg>`;
}

async function rasterise(source, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${source}`,
  );
  return page.screenshot({ omitBackground: true });
}

/** An .ico is a directory of PNGs (https://learn.microsoft.com/windows/win32/menurc/newheader). */
function ico(sizes) {
  const header = Buffer.alloc(6 + 16 * sizes.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length;
  sizes.forEach((size, index) => {
    const entry = 6 + 16 * index;
    const { length } = rendered.get(size);
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += length;
  });
  return Buffer.concat([header, ...sizes.map((size) => rendered.get(size))]);
}

/** An .icns is a list of typed chunks; the types used here hold PNGs. */
function icns(types) {
  const chunks = Object.entries(types).map(([type, size]) => chunk(type, rendered.get(size)));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type, data) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(8 + data.length, 4);
  return Buffer.concat([header, data]);
}
