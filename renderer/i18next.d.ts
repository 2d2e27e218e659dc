import type accounts from '../preload/texts/en/accounts.json';
import type aem from '../preload/texts/en/aem.json';
import type bulkPage from '../preload/texts/en/bulkPage.json';
import type bundlesPage from '../preload/texts/en/bundlesPage.json';
import type common from '../preload/texts/en/common.json';
import type explainPage from '../preload/texts/en/explainPage.json';
import type inbox from '../preload/texts/en/inbox.json';
import type mail from '../preload/texts/en/mail.json';
import type onboarding from '../preload/texts/en/onboarding.json';
import type register from '../preload/texts/en/register.json';
import type settings from '../preload/texts/en/settings.json';
import type templatesPage from '../preload/texts/en/templatesPage.json';

/** Makes the compiler check every text key of the window. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      accounts: typeof accounts;
      aem: typeof aem;
      bulkPage: typeof bulkPage;
      onboarding: typeof onboarding;
      inbox: typeof inbox;
      mail: typeof mail;
      bundlesPage: typeof bundlesPage;
      register: typeof register;
      settings: typeof settings;
      explainPage: typeof explainPage;
      templatesPage: typeof templatesPage;
    };
  }
}
