// Runs first in the page's own world: takes in what the preload exposes, as contextBridge would put it there.
window.addEventListener(
  'stand-in:expose',
  (event) => {
    const [key, value] = JSON.parse(event.detail);
    Object.defineProperty(window, key, { value, enumerable: true });
  },
  { capture: true },
);
