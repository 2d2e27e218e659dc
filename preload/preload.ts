import { contextBridge, ipcRenderer } from 'electron';

// The page learns that it runs in the desktop app, and gets one port. It can name no channel of ours.
contextBridge.exposeInMainWorld('postkeyDesktop', true);

ipcRenderer.on('postkey:port', (event) => {
  window.postMessage('postkey:port', window.location.origin, event.ports);
});

// By now the page's first script has run and listens.
window.addEventListener('load', () => ipcRenderer.send('postkey:connect'), { once: true });
