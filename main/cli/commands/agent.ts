import { runApp } from '../../app.ts';
import { defineCommand } from '../command.ts';
import { untilAborted } from '../stay.ts';

/** The app without a window, for a server: renews tokens ahead of their end, and checks what is watched. */
export const agent = defineCommand({
  options: {},
  words: { least: 0, most: 0 },
  async run({ services, output, signal }) {
    // A vault that is locked would keep it from working, and nobody would be told.
    await services.vault.ensure();
    const accounts = services.accounts.list().length;
    const app = runApp(services);
    output.result({ pid: process.pid, accounts }, output.texts.t('cli:agent.started', { count: accounts }));
    await untilAborted(signal);
    await app.close();
    return 0;
  },
});
