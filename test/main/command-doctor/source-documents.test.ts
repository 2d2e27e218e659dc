import { expect, test } from 'vitest';
import { examineCommand } from '../../../main/command-doctor/examine.ts';
import { createTexts } from '../../../preload/texts/index.ts';

const texts = await createTexts('en');
const outlook = 'https://outlook.office.com';

/** Commands with all the mistakes at once that published guides have been seen to make. */
const documents: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'the sign-in address of a Forms guide',
    'https://login.microsoftonline.com/common/oauth2/v2/authorize?client_id=<clientID>&scope=IMAP.AccessAsUser.A;; POP.AccessAsUser.All SMTP.Send User.Read&response_type=code&redirect-uri=http://loginmicrosoftonline.com/common/outh2/nativeclient',
    [
      '/common/oauth2/v2/authorize → /common/oauth2/v2.0/authorize',
      `IMAP.AccessAsUser.A;; → ${outlook}/IMAP.AccessAsUser.All`,
      `POP.AccessAsUser.All → ${outlook}/POP.AccessAsUser.All`,
      `SMTP.Send → ${outlook}/SMTP.Send`,
      'User.Read → (leave it out)',
      'offline_access is missing → offline_access',
      'redirect-uri → redirect_uri',
      'redirect_uri=http://loginmicrosoftonline.com/common/outh2/nativeclient → redirect_uri=https://login.microsoftonline.com/common/oauth2/nativeclient',
      'state is missing → state=<random>',
    ],
  ],
  [
    'its token request',
    'curl -H “ContentType application/x-www-form-urlencoded” -d "client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55\n&scope=https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All\n&code=M.R3_BAY.c0a1b2c3\n&grant_type=authorization_code\n&redirect_uri= https://login.microsoftonline.com/common/oauth2/nativeclient\n&client_secret=XOw8Q~SomeSecretValue.abcdefg” -X POST https://login.microsoftonline.com/common/oauth2/v2.0/token',
    [
      '“ContentType application/x-www-form-urle → "ContentType application/x-www-form-urle',
      'ContentType application/x-www-form-urlencoded → Content-Type: application/x-www-form-urlencoded',
      'client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55↵ → client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55',
      'redirect_uri= https://login.microsoftonline.com/common/oauth2/nativeclient → redirect_uri=https://login.microsoftonline.com/common/oauth2/nativeclient',
      'offline_access is missing → offline_access',
      'code=*** → code=<code> (the code you just got)',
      'client_secret=*** → client_secret@secretfile',
    ],
  ],
  [
    'its refresh',
    'curl -H “ContentType application/x-www-form-urlencoded” -d "client_id=<client-id>\n&scope=https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All\n&code=M.R3_BAY.c0a1b2c3\n&grant_type=authorization_code\n&redirect_uri= https://login.microsoftonline.com/common/oauth2/nativeclient\n&client_secret=<client-secret>\n&refresh_token=<refresh_token” -X POST https://login.microsoftonline.com/common/oauth2/v2.0/token',
    [
      'grant_type=authorization_code → grant_type=refresh_token',
      'code=*** → (leave it out)',
      'refresh_token=<refresh_token → refresh_token=<refresh_token> (your own refresh token, from a file)',
      'client_id=<client-id> → client_id=<client_id> (your own client ID)',
    ],
  ],
  [
    'both calls of a protocol guide',
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55&scope=IMAP.AccessUser.All%20SMTP.Send%20offline_access&response_type=code&redirect_uri=http://localhost&state=1\n\ncurl -X POST https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/oauth2/v2.0/token -d “client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55&scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/User.Read&code=abcdef&grant_type=authorization_code&redirect_uri=https://login.microsoftonline.com/common/oauth2/nativeclient”',
    [
      `IMAP.AccessUser.All → ${outlook}/IMAP.AccessAsUser.All`,
      `SMTP.Send → ${outlook}/SMTP.Send`,
      `${outlook}/User.Read → (leave it out)`,
      'common → 8eaef023-2b34-4da1-9baa-8bc8c9d6a490',
      'redirect_uri=https://login.microsoftonline.com/common/oauth2/nativeclient → redirect_uri=http://localhost',
      `scope=${outlook}/IMAP.AccessAsUser.All offline_access → scope=${outlook}/IMAP.AccessAsUser.All ${outlook}/SMTP.Send offline_access`,
    ],
  ],
  [
    'the token request of a cloud guide',
    "curl --location --request POST 'https://login.microsoftonline.com/%3ctenantID%3e/oauth2/v2.0/token`' --header 'Content-Type: application/x-www-form-urlencoded' --header 'Cookie: fpc=AhXyz; stsservicecookie=estsfd' --data-urlencode 'client_id=<tenetId>' --data-urlencode 'scope=https://outlook.office.com/SMTP.Send https://graph.microsoft.com/.default' --data-urlencode 'code=<code>' --data-urlencode 'redirect_uri=http://localhost' --data-urlencode 'grant_type=authorization_code' --data-urlencode 'client_secret=<secret>'",
    [
      '` → (leave it out)',
      '%3ctenantID%3e → <tenant> (your own tenant ID or domain)',
      'client_id=<tenetId> → client_id=<client_id> (your own client ID)',
      'Cookie: *** → (leave it out)',
      `${outlook}/SMTP.Send https://graph.microsoft.com/.default → ${outlook}/SMTP.Send`,
      'offline_access is missing → offline_access',
    ],
  ],
  [
    'the sign-in address of a Google guide',
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1234567890-abc.apps.googleusercontent.com&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A4503%2Fservices%2Fmailer%2Foauth2%2Ftoken&scope=https%3A%2F%2Fwww.googleapis.com%2F%2Fauth%2Fgmail.send',
    [
      'https://www.googleapis.com//auth/gmail.send → https://www.googleapis.com/auth/gmail.send',
      'https://www.googleapis.com/auth/gmail.send → https://mail.google.com/',
      'access_type is missing → access_type=offline',
      'state is missing → state=<random>',
    ],
  ],
];

test.each(documents)('every mistake is found in %s', (_, text, expected) => {
  const { mistakes } = examineCommand(text, texts);
  expect(mistakes.map(({ found, correct }) => `${found} → ${correct}`)).toEqual(
    expect.arrayContaining([...expected]),
  );
});

test('both calls come out right and fit together', () => {
  const [, text = ''] = documents[3] ?? [];
  expect(examineCommand(text, texts).corrected).toBe(
    `https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/oauth2/v2.0/authorize?client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55&scope=https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All%20https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access&response_type=code&redirect_uri=http%3A%2F%2Flocalhost&state=1

curl -sS https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/oauth2/v2.0/token \\
  --data-urlencode client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55 \\
  --data-urlencode 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access' \\
  --data-urlencode code@codefile \\
  --data-urlencode grant_type=authorization_code \\
  --data-urlencode redirect_uri=http://localhost`,
  );
});
