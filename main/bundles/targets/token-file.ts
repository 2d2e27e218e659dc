import { applicationTarget } from '../application/application.ts';
import { keepTokenFile, tokenPath, writeTokenScript } from '../application/token-file.ts';

/** A file that always holds a current access token, for applications that can read one but cannot refresh. */
export const tokenFile = applicationTarget({
  id: 'token-file',
  tokens: 'file',
  needs: ['smtp'],
  files: (plan) => [writeTokenScript(plan)],
  steps: () => [
    keepTokenFile,
    { key: 'token-file.use', code: { language: 'sh', text: `cat ${tokenPath}` }, after: true },
  ],
});
