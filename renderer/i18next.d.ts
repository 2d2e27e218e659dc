import type accounts from '../preload/texts/en/accounts.json';
import type bundlesPage from '../preload/texts/en/bundlesPage.json';
import type common from '../preload/texts/en/common.json';
import type explainPage from '../preload/texts/en/explainPage.json';
import type mail from '../preload/texts/en/mail.json';
import type onboarding from '../preload/texts/en/onboarding.json';
import type settings from '../preload/texts/en/settings.json';

/** Makes the compiler check every text key of the window. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      accounts: typeof accounts;
      onboarding: typeof onboarding;
      mail: typeof mail;
      bundlesPage: typeof bundlesPage;
      settings: typeof settings;
      explainPage: typeof explainPage;
    };
  }
}
