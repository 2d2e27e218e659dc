import { aem } from './aem.ts';
import { googleMail } from './google-mail.ts';
import { googleSignIn } from './google-sign-in.ts';
import { imap } from './imap.ts';
import { microsoftApp } from './microsoft-app.ts';
import { microsoftMailbox } from './microsoft-mailbox.ts';
import { microsoftSignIn } from './microsoft-sign-in.ts';
import { microsoftSmtp } from './microsoft-smtp.ts';
import { network } from './network.ts';
import { oauth } from './oauth.ts';
import { postkey } from './postkey.ts';
import type { SignatureFamily } from './signature.ts';
import { smtp } from './smtp.ts';
import { tls } from './tls.ts';
import { yahoo } from './yahoo.ts';

/** Everything that is known, a file a family. */
export const catalogue: readonly SignatureFamily[] = [
  microsoftSignIn,
  microsoftApp,
  microsoftSmtp,
  microsoftMailbox,
  googleSignIn,
  googleMail,
  yahoo,
  oauth,
  smtp,
  imap,
  network,
  tls,
  aem,
  postkey,
];
