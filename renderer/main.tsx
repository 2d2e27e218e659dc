import './mantine.css';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { createClient } from '../preload/client.ts';
import { chooseLanguage, createTexts } from '../preload/texts/index.ts';
import { App } from './App.tsx';
import { pageNonce } from './nonce.ts';

await start();

async function start(): Promise<void> {
  const connecting = createClient();
  const guess = chooseLanguage(navigator.languages);
  const [client, texts] = await Promise.all([connecting, createTexts(guess)]);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(<App client={client} texts={texts} nonce={pageNonce()} />);
}
