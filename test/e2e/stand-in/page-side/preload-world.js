// Runs in the preload's world, which shares the page's events and nothing else: gives the built preload the
// `electron` module a sandboxed preload has.
([toMain, fromMain], preload) => {
  if (window.top !== window) return;
  const tell = (message) => globalThis[toMain](JSON.stringify(message));
  const listeners = new Map();
  const ends = new Map();

  globalThis[fromMain] = (text) => {
    const message = JSON.parse(text);
    if (message.kind === 'message') {
      const event = { ports: message.ports.map(openPort) };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, message.message);
    } else if (message.kind === 'port-message') {
      ends.get(message.port)?.postMessage(unpack(message.data));
    } else {
      ends.get(message.port)?.close();
    }
  };

  function openPort(port) {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }) => tell({ kind: 'port-message', port, data: pack(data) }));
    port1.addEventListener('close', () => tell({ kind: 'port-closed', port }));
    port1.start();
    ends.set(port, port1);
    return port2;
  }

  function pack(data) {
    if (typeof data === 'string') return { text: data };
    if (data instanceof Uint8Array) return { bytes: btoa(String.fromCharCode(...data)) };
    throw new Error('The stand-in electron passes text and bytes over ports only');
  }

  function unpack(data) {
    if ('text' in data) return data.text;
    return Uint8Array.from(atob(data.bytes), (character) => character.charCodeAt(0));
  }

  const electron = {
    contextBridge: {
      exposeInMainWorld(key, value) {
        if (typeof value === 'object' || typeof value === 'function')
          throw new Error('The stand-in electron exposes plain values only');
        window.dispatchEvent(new CustomEvent('stand-in:expose', { detail: JSON.stringify([key, value]) }));
      },
    },
    ipcRenderer: {
      send: (channel, ...args) => tell({ kind: 'send', channel, args }),
      on(channel, listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}`);
    return electron;
  };
  const module = { exports: {} };
  preload(require, module, module.exports);
};
