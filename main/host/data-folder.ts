import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the system wants applications to keep their data; the same folder in the desktop app and elsewhere. */
export function defaultDataFolder(
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>,
  home = homedir(),
): string {
  return join(applicationData(platform, env, home), 'postkey');
}

/** As Electron's `app.getPath('appData')` has it. */
function applicationData(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
    case 'darwin':
      return join(home, 'Library', 'Application Support');
    default:
      return env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  }
}
