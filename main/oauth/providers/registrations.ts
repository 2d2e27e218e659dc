import type { Purpose, Registration } from '../../../preload/contract/index.ts';

type Registrations = Readonly<Record<Purpose, Registration>>;

/** A fixed port, for providers that compare redirect URIs letter by letter. */
const fixedLoopback = 'http://127.0.0.1:51789/';

/** Where AEM 6.5 takes the answer to its own sign-in, on every instance. */
const aemCallback = '{instance}/services/mailer/oauth2/token';

/**
 * At Entra the platform decides about the secret: a web app needs one, a desktop app must not have one. AEM and Forms
 * JEE are configured with a secret, so that theirs are web apps. A port is not compared for `localhost`; the slash of an
 * empty path is, by some versions (https://learn.microsoft.com/entra/identity-platform/reply-url).
 */
export const microsoftRegistrations: Registrations = {
  'aem-cloud': web(['http://localhost', 'http://localhost/'], 'http://localhost'),
  'aem-65': web([aemCallback, 'http://localhost', 'http://localhost/'], 'http://localhost'),
  'forms-jee': web(['http://localhost', 'http://localhost/'], 'http://localhost'),
  other: {
    platform: 'desktop',
    redirectUris: ['http://localhost'],
    signInRedirectUri: 'http://localhost',
    secret: 'none',
  },
};

/**
 * A Google desktop app may come back to any loopback port without registering it, and has a secret that is none. An AEM
 * instance is no loopback address and takes a web client, which is compared letter by letter.
 */
const googleDesktop: Registration = {
  platform: 'desktop',
  redirectUris: [],
  signInRedirectUri: 'http://127.0.0.1',
  secret: 'optional',
};
export const googleRegistrations: Registrations = {
  'aem-cloud': googleDesktop,
  'aem-65': web([aemCallback, fixedLoopback], fixedLoopback),
  'forms-jee': googleDesktop,
  other: googleDesktop,
};

/** The same for every purpose. */
export function oneRegistration(registration: Registration): Registrations {
  return {
    'aem-cloud': registration,
    'aem-65': registration,
    'forms-jee': registration,
    other: registration,
  };
}

/** Whether loopback is taken at all is not known of these providers; an exact address is the best there is. */
export const exactRegistrations: Registrations = {
  ...oneRegistration(exact([fixedLoopback])),
  'aem-65': exact([aemCallback, fixedLoopback]),
};

/** Nobody is sent anywhere. */
export const noRegistrations: Registrations = oneRegistration({
  platform: null,
  redirectUris: [],
  signInRedirectUri: 'http://127.0.0.1/',
  secret: 'none',
});

function web(redirectUris: string[], signInRedirectUri: string): Registration {
  return { platform: 'web', redirectUris, signInRedirectUri, secret: 'required' };
}

function exact(redirectUris: string[]): Registration {
  return { platform: null, redirectUris, signInRedirectUri: fixedLoopback, secret: 'optional' };
}
