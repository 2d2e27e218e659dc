const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const client = '7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55';
const google = '1234567890-abc123def456.apps.googleusercontent.com';
const outlook = 'https://outlook.office.com';

/** A right address, of which `change` makes a wrong one. */
const authorize = (change: (url: string) => string) =>
  change(
    `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost&scope=${encodeURIComponent(`${outlook}/SMTP.Send`)}%20offline_access&state=x`,
  );
const scoped = (scope: string) => authorize((url) => url.replace(/scope=[^&]*/, `scope=${scope}`));
const redirected = (uri: string) =>
  authorize((url) => url.replace(/redirect_uri=[^&]*/, `redirect_uri=${uri}`));
const exchange = (change: (command: string) => string) =>
  change(
    `curl -X POST https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -H "Content-Type: application/x-www-form-urlencoded" -d client_id=${client} -d grant_type=authorization_code -d code=1.AXkAI_Cuj -d redirect_uri=http%3A%2F%2Flocalhost -d "scope=${outlook}/SMTP.Send offline_access" --data-urlencode client_secret@secretfile`,
  );
const refresh = (change: (command: string) => string) =>
  change(
    `curl https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -d client_id=${client} -d grant_type=refresh_token -d refresh_token=1.AXkAI_Cuj -d "scope=${outlook}/SMTP.Send offline_access"`,
  );
const googled = (change: (url: string) => string) =>
  change(
    `https://accounts.google.com/o/oauth2/v2/auth?client_id=${google}&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1&scope=https%3A%2F%2Fmail.google.com%2F&access_type=offline&prompt=consent&state=x`,
  );
const put = (from: string | RegExp, to: string) => (text: string) => text.replace(from, () => to);

/** A right request as it goes over the wire, made wrong by each change. */
const wire = (changes: readonly (readonly [string, (text: string) => string, readonly string[]])[]) =>
  changes.map(
    ([name, change, mistakes]) =>
      [
        `over the wire: ${name}`,
        change(
          `POST /${tenant}/oauth2/v2.0/token HTTP/1.1\nHost: login.microsoftonline.com\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=${client}\n&grant_type=refresh_token\n&refresh_token=1.AXkAI_Cuj\n&scope=${outlook}/SMTP.Send offline_access`,
        ),
        mistakes,
      ] as const,
  );

/** A command with one mistake in it: what it is called, the command, and `found → correct`. */
export const mistaken: readonly (readonly [name: string, text: string, mistakes: readonly string[]])[] = [
  [
    'the version of the path',
    authorize(put('v2.0', 'v2')),
    [`/${tenant}/oauth2/v2/authorize → /${tenant}/oauth2/v2.0/authorize`],
  ],
  [
    'the old version of the path',
    authorize(put('/v2.0', '')),
    [`/${tenant}/oauth2/authorize → /${tenant}/oauth2/v2.0/authorize`],
  ],
  [
    'a misspelt path',
    authorize(put('oauth2', 'outh2')),
    [`/${tenant}/outh2/v2.0/authorize → /${tenant}/oauth2/v2.0/authorize`],
  ],
  [
    'a misspelt end of the path',
    authorize(put('/authorize', '/autorize')),
    [`/${tenant}/oauth2/v2.0/autorize → /${tenant}/oauth2/v2.0/authorize`],
  ],
  [
    'a path without its tenant',
    authorize(put(`/${tenant}`, '')),
    ['/oauth2/v2.0/authorize → /<tenant>/oauth2/v2.0/authorize'],
  ],
  [
    'a host without its dot',
    authorize(put('login.m', 'loginm')),
    ['loginmicrosoftonline.com → login.microsoftonline.com'],
  ],
  [
    'a host with letters changed',
    authorize(put('microsoft', 'mircosoft')),
    ['login.mircosoftonline.com → login.microsoftonline.com'],
  ],
  ['http', authorize(put('https:', 'http:')), ['http:// → https://']],
  [
    'no scheme',
    authorize(put('https://', '')),
    ['login.microsoftonline.com → https://login.microsoftonline.com'],
  ],
  ['a tenant that is none', authorize(put(tenant, 'contoso')), ['contoso → <tenant>']],
  [
    'a tenant left in angle brackets',
    authorize(put(tenant, '<tenant>')),
    ['<tenant> → <tenant> (your own tenant ID or domain)'],
  ],
  [
    'a misspelt placeholder',
    authorize(put(tenant, '<tenetId>')),
    ['<tenetId> → <tenant> (your own tenant ID or domain)'],
  ],
  [
    'an encoded placeholder',
    authorize(put(tenant, '%3ctenantID%3e')),
    ['%3ctenantID%3e → <tenant> (your own tenant ID or domain)'],
  ],
  [
    'a client ID in square brackets',
    authorize(put(client, '[[clientid]]')),
    ['client_id=[[clientid]] → client_id=<client_id> (your own client ID)'],
  ],
  ['redirect-uri', authorize(put('redirect_uri', 'redirect-uri')), ['redirect-uri → redirect_uri']],
  ['clientId', authorize(put('client_id', 'clientId')), ['clientId → client_id']],
  ['scopes', authorize(put('scope', 'scopes')), ['scopes → scope']],
  ['ampersands of a page’s source', authorize((url) => url.replaceAll('&', '&amp;')), ['&amp; → &']],
  [
    'no client ID',
    authorize(put(`client_id=${client}&`, '')),
    ['client_id is missing → client_id=<client_id>'],
  ],
  [
    'no response type',
    authorize(put('response_type=code&', '')),
    ['response_type is missing → response_type=code'],
  ],
  [
    'the implicit response type',
    authorize(put('response_type=code', 'response_type=token')),
    ['response_type=token → response_type=code'],
  ],
  ['no state', authorize(put('&state=x', '')), ['state is missing → state=<random>']],
  [
    'no redirect URI',
    authorize(put(/redirect_uri=[^&]*&/, '')),
    ['redirect_uri is missing → redirect_uri=<redirect_uri>'],
  ],
  [
    'no scope',
    authorize(put(/scope=[^&]*&/, '')),
    [`scope is missing → scope=${outlook}/SMTP.Send offline_access`],
  ],
  ['a parameter twice', authorize((url) => `${url}&state=y`), ['state=y → (leave it out)']],
  [
    'a secret in the address',
    authorize((url) => `${url}&client_secret=XOw8QtSecretValueabcdef`),
    ['client_secret=*** → (leave it out)'],
  ],
  ['a bare scope', scoped('SMTP.Send%20offline_access'), [`SMTP.Send → ${outlook}/SMTP.Send`]],
  [
    'a Graph scope',
    scoped('https%3A%2F%2Fgraph.microsoft.com%2FSMTP.Send%20offline_access'),
    [`https://graph.microsoft.com/SMTP.Send → ${outlook}/SMTP.Send`],
  ],
  [
    'a scope that mail does not need',
    scoped(`${outlook}/SMTP.Send%20User.Read%20offline_access`),
    ['User.Read → (leave it out)'],
  ],
  [
    'a scope cut off',
    scoped(`IMAP.AccessAsUser.A;;%20offline_access`),
    [`IMAP.AccessAsUser.A;; → ${outlook}/IMAP.AccessAsUser.All`],
  ],
  [
    'a misspelt scope',
    scoped(`${outlook}/IMAP.AccessUser.All%20offline_access`),
    [`${outlook}/IMAP.AccessUser.All → ${outlook}/IMAP.AccessAsUser.All`],
  ],
  ['SMPT', scoped(`${outlook}/SMPT.Send%20offline_access`), [`${outlook}/SMPT.Send → ${outlook}/SMTP.Send`]],
  [
    'the older name of Outlook',
    scoped(`https://outlook.office365.com/SMTP.Send%20offline_access`),
    [`https://outlook.office365.com/SMTP.Send → ${outlook}/SMTP.Send`],
  ],
  [
    'Outlook with two slashes',
    scoped(`${outlook}//SMTP.Send%20offline_access`),
    [`${outlook}//SMTP.Send → ${outlook}/SMTP.Send`],
  ],
  [
    'a scope of another cloud',
    scoped(`https://outlook.office365.us/SMTP.Send%20offline_access`),
    [`https://outlook.office365.us/SMTP.Send → ${outlook}/SMTP.Send`],
  ],
  [
    'an application permission',
    scoped(`${outlook}/SMTP.SendAsApp%20offline_access`),
    [`${outlook}/SMTP.SendAsApp → ${outlook}/SMTP.Send`],
  ],
  [
    'commas between scopes',
    scoped(`${outlook}/SMTP.Send,offline_access`),
    [`${outlook}/SMTP.Send,offline_access → ${outlook}/SMTP.Send offline_access`],
  ],
  ['no offline_access', scoped(`${outlook}/SMTP.Send`), ['offline_access is missing → offline_access']],
  ['offline-access', scoped(`${outlook}/SMTP.Send%20offline-access`), ['offline-access → offline_access']],
  [
    'blanks in the address',
    scoped(`${outlook}/SMTP.Send offline_access`),
    ['//outlook.office.com/SMTP.Send offline_access&state=x → %20'],
  ],
  [
    'a misspelt redirect URI',
    redirected('http://loginmicrosoftonline.com/common/outh2/nativeclient'),
    [
      'redirect_uri=http://loginmicrosoftonline.com/common/outh2/nativeclient → redirect_uri=https://login.microsoftonline.com/common/oauth2/nativeclient',
    ],
  ],
  [
    'a redirect URI over http',
    redirected('http://publish.example.com/cb'),
    ['redirect_uri=http://publish.example.com/cb → redirect_uri=https://publish.example.com/cb'],
  ],
  [
    'a redirect URI without its scheme',
    redirected('localhost:8080'),
    ['redirect_uri=localhost:8080 → redirect_uri=http://localhost:8080'],
  ],
  [
    'a redirect URI encoded twice',
    redirected('http%253A%252F%252Flocalhost'),
    ['redirect_uri=http%3A%2F%2Flocalhost → redirect_uri=http://localhost'],
  ],
  [
    'a redirect URI with a fragment',
    redirected('https%3A%2F%2Fexample.com%2Fcb%23x'),
    ['redirect_uri=https://example.com/cb#x → redirect_uri=https://example.com/cb'],
  ],
  [
    'curly quotes',
    exchange((command) => command.replaceAll('"', '\u201d')),
    ['”Content-Type: application/x-www-form-ur → "Content-Type: application/x-www-form-ur'],
  ],
  [
    'a straight quote closed by a curly one',
    exchange(put('urlencoded"', 'urlencoded\u201d')),
    ['"Content-Type: application/x-www-form-ur → "Content-Type: application/x-www-form-ur'],
  ],
  [
    'one long dash',
    exchange(put('--data-urlencode', '\u2014data-urlencode')),
    ['—data-urlencode → --data-urlencode'],
  ],
  [
    'a header without its colon',
    exchange(put('Content-Type: ', 'ContentType ')),
    ['ContentType application/x-www-form-urlencoded → Content-Type: application/x-www-form-urlencoded'],
  ],
  [
    'a header without its hyphen',
    exchange(put('Content-Type', 'ContentType')),
    ['ContentType: application/x-www-form-urlencoded → Content-Type: application/x-www-form-urlencoded'],
  ],
  [
    'JSON',
    exchange(put('application/x-www-form-urlencoded', 'application/json')),
    ['Content-Type: application/json → Content-Type: application/x-www-form-urlencoded'],
  ],
  [
    'a cookie',
    exchange((command) => `${command} -H "Cookie: fpc=AhXyzSession"`),
    ['Cookie: *** → (leave it out)'],
  ],
  [
    'a cookie by its option',
    exchange((command) => `${command} -b fpc=AhXyzSession`),
    ['Cookie: *** → (leave it out)'],
  ],
  ['GET', exchange(put('-X POST', '-X GET')), ['GET → POST']],
  ['--form', exchange(put('-d client_id', '-F client_id')), ['--form → --data-urlencode']],
  ['a stray backtick', exchange(put('/token', '/token`')), ['` → (leave it out)']],
  [
    'a blank after the equals sign',
    exchange(put('-d redirect_uri=http%3A%2F%2Flocalhost', '-d "redirect_uri= http://localhost"')),
    ['redirect_uri= http://localhost → redirect_uri=http://localhost'],
  ],
  [
    'lines without their continuation',
    exchange((command) => command.replaceAll(' -d', '\n-d')),
    ['-d client_id → \\'],
  ],
  ['a blank after the backslash', exchange((command) => command.replaceAll(' -d', ' \\ \n-d')), ['\\  → \\']],
  ['a non-breaking blank', exchange(put(' -X', '\u00a0-X')), ['U+00A0 →  ']],
  ['an open quote', exchange((command) => `${command} -H "Accept: */*`), ['"Accept: */* → "…"']],
  [
    'line ends in a body',
    exchange(put('-d client_id', '-d "nonce=1\n&domain_hint=2" -d client_id')),
    ['nonce=1↵ → nonce=1'],
  ],
  [
    'fields in the address',
    exchange(put(/\/token.*-d client_id=(\S+)/, `/token?client_id=${client}"`)).replace('https', '"https'),
    [
      `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token?… → curl https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token --data-urlencode …`,
    ],
  ],
  [
    'a secret in the command',
    exchange(put('--data-urlencode client_secret@secretfile', '-d client_secret=XOw8Q~Secret.Value')),
    ['client_secret=*** → client_secret@secretfile'],
  ],
  [
    'a secret behind -u',
    exchange(put('--data-urlencode client_secret@secretfile', `-u ${client}:XOw8Q~Secret.Value`)),
    ['-u *** → client_secret@secretfile'],
  ],
  [
    'the sample code of a guide',
    exchange(put('1.AXkAI_Cuj', 'M.R3_BAY.c0ffee')),
    ['code=*** → code=<code> (the code you just got)'],
  ],
  ['no code', exchange(put('-d code=1.AXkAI_Cuj', '')), ['code is missing → code=<code>']],
  [
    'no grant',
    exchange(put('-d grant_type=authorization_code', '')),
    ['grant_type is missing → grant_type=authorization_code'],
  ],
  [
    'a misspelt grant',
    exchange(put('authorization_code', 'authorisation-code')),
    ['grant_type=authorisation-code → grant_type=authorization_code'],
  ],
  [
    'scopes of two services',
    exchange(put('/SMTP.Send offline', '/SMTP.Send https://graph.microsoft.com/Mail.Send offline')),
    [
      'https://graph.microsoft.com/Mail.Send → (leave it out)',
      `${outlook}/SMTP.Send https://graph.microsoft.com/Mail.Send offline_access → ${outlook}/SMTP.Send offline_access`,
    ],
  ],
  [
    'a scope of Outlook that is of Graph',
    exchange(put('/SMTP.Send offline', `/SMTP.Send ${outlook}/User.Read offline`)),
    [`${outlook}/User.Read → (leave it out)`],
  ],
  [
    'a value encoded twice',
    exchange(put('-d redirect', '--data-urlencode redirect')),
    ['redirect_uri=http%3A%2F%2Flocalhost → redirect_uri=http://localhost'],
  ],
  [
    'the token address in a browser',
    `https://login.microsoftonline.com/common/oauth2/v2.0/token?client_id=${client}&grant_type=refresh_token&refresh_token=abcdefgh`,
    [
      'https://login.microsoftonline.com/common/oauth2/v2.0/token?… → curl https://login.microsoftonline.com/common/oauth2/v2.0/token --data-urlencode …',
    ],
  ],
  [
    'the sign-in page by curl',
    `curl "${authorize((url) => url)}"`,
    [
      `curl https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize → https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
    ],
  ],
  [
    'the wrong grant for a refresh',
    refresh(put('grant_type=refresh_token', 'grant_type=authorization_code')),
    ['grant_type=authorization_code → grant_type=refresh_token'],
  ],
  [
    'a code in a refresh',
    refresh((command) => `${command} -d code=1.AXkAI_Cuj`),
    ['code=*** → (leave it out)'],
  ],
  [
    'no refresh token',
    refresh(put('-d refresh_token=1.AXkAI_Cuj', '')),
    ['refresh_token is missing → refresh_token=<refresh_token>'],
  ],
  [
    'an open placeholder',
    refresh(put('-d refresh_token=1.AXkAI_Cuj', '-d "refresh_token=<refresh_token"')),
    ['refresh_token=<refresh_token → refresh_token=<refresh_token> (your own refresh token, from a file)'],
  ],
  [
    '& outside of quotes',
    `curl https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -d client_id=${client}&grant_type=refresh_token&refresh_token=1.AXkAI_Cuj`,
    ['&grant_type → "&"'],
  ],
  [
    'an app by itself, at common',
    'curl https://login.microsoftonline.com/common/oauth2/v2.0/token -d client_id=x -d grant_type=client_credentials -d client_secret=$S -d scope=https://outlook.office365.com/.default',
    ['common → <tenant>'],
  ],
  [
    'an app by itself, with a delegated scope',
    `curl https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -d client_id=x -d grant_type=client_credentials -d client_secret=$S -d scope=${outlook}/SMTP.Send`,
    [`${outlook}/SMTP.Send → https://outlook.office365.com/.default`],
  ],
  [
    'Google without the slash',
    googled(put('mail.google.com%2F', 'mail.google.com')),
    ['https://mail.google.com → https://mail.google.com/'],
  ],
  [
    'Google with two slashes',
    googled(
      put('https%3A%2F%2Fmail.google.com%2F', 'https%3A%2F%2Fwww.googleapis.com%2F%2Fauth%2Fgmail.send'),
    ),
    [
      'https://www.googleapis.com//auth/gmail.send → https://www.googleapis.com/auth/gmail.send',
      'https://www.googleapis.com/auth/gmail.send → https://mail.google.com/',
    ],
  ],
  [
    'Google without access_type',
    googled(put('&access_type=offline', '')),
    ['access_type is missing → access_type=offline'],
  ],
  [
    'Google with Microsoft’s offline_access',
    googled(put('mail.google.com%2F', 'mail.google.com%2F%20offline_access')),
    ['offline_access → access_type=offline'],
  ],
  [
    'Google with both prompts',
    googled((url) => `${url}&approval_prompt=force`),
    ['approval_prompt=force → (leave it out)'],
  ],
  [
    'Google out of band',
    googled(put('http%3A%2F%2F127.0.0.1', 'urn:ietf:wg:oauth:2.0:oob')),
    ['redirect_uri=urn:ietf:wg:oauth:2.0:oob → redirect_uri=http://127.0.0.1'],
  ],
  ['Google misspelt', googled(put('accounts', 'acounts')), ['acounts.google.com → accounts.google.com']],
  ['Google’s path misspelt', googled(put('/auth?', '/oauth?')), ['/o/oauth2/v2/oauth → /o/oauth2/v2/auth']],
  [
    'PowerShell',
    `Invoke-RestMethod -Method Post -Uri "https://login.microsoftonline.com/${tenant}/oauth2/token" -Body @{client_id='${client}';grant_type='refresh_token';refresh_token=$token;client_secret='XOw8Q~Secret.Value'}`,
    [
      `/${tenant}/oauth2/token → /${tenant}/oauth2/v2.0/token`,
      'client_secret=*** → client_secret = (Get-Content secretfile)',
    ],
  ],
  [
    'wget and a misspelt grant',
    `wget -qO- --post-data="client_id=${client}&grant_type=refresh-token&refresh_token=abcdef" https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    ['grant_type=refresh-token → grant_type=refresh_token'],
  ],
  [
    'wget with a secret',
    `wget --user=${client} --password 'XOw8Q~Secret.Value' --post-data 'grant_type=refresh_token&refresh_token=abcdef' https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    ['-u *** → client_secret@secretfile'],
  ],
  [
    'wget and JSON',
    `wget --method=POST --header "Content-Type: application/json" --body-data "client_id=${client}&grant_type=refresh_token&refresh_token=abcdef" https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    ['Content-Type: application/json → Content-Type: application/x-www-form-urlencoded'],
  ],
  [
    'wget and the sign-in page',
    `wget "${authorize((url) => url)}"`,
    [
      `wget https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize → https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
    ],
  ],
  ...wire([
    ['an old path', put('/v2.0', ''), [`/${tenant}/oauth2/token → /${tenant}/oauth2/v2.0/token`]],
    [
      'a misspelt host',
      put('microsoft', 'mircosoft'),
      ['login.mircosoftonline.com → login.microsoftonline.com'],
    ],
    ['GET', put('POST', 'GET'), ['GET → POST']],
    [
      'a header without its colon',
      put('Content-Type: ', 'ContentType '),
      ['ContentType application/x-www-form-urlencoded → Content-Type: application/x-www-form-urlencoded'],
    ],
    [
      'no Content-Type',
      put(/Content-Type.*\n/, ''),
      ['Content-Type is missing → Content-Type: application/x-www-form-urlencoded'],
    ],
    ['no blank line', put('\n\n', '\n'), ['client_id=… → ↵ client_id=…']],
    ['a cookie', put('Host:', 'Cookie: fpc=AhXyzSession\nHost:'), ['Cookie: *** → (leave it out)']],
    ['a code in a refresh', (text: string) => `${text}\n&code=1.AXkAI_Cuj`, ['code=*** → (leave it out)']],
    [
      'scopes of two services',
      put('/SMTP.Send', '/SMTP.Send https://graph.microsoft.com/Mail.Send'),
      [
        'https://graph.microsoft.com/Mail.Send → (leave it out)',
        `${outlook}/SMTP.Send https://graph.microsoft.com/Mail.Send offline_access → ${outlook}/SMTP.Send offline_access`,
      ],
    ],
  ]),
  [
    'PowerShell and JSON',
    `$body = @{ client_id = '${client}'; grant_type = 'refresh_token'; refresh_token = $rt } | ConvertTo-Json\nInvoke-RestMethod -Method Post -Uri https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -Body $body`,
    ['Content-Type: application/json → Content-Type: application/x-www-form-urlencoded'],
  ],
  [
    'PowerShell and the type of JSON',
    `Invoke-RestMethod -Method Post -ContentType "application/json" -Uri https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -Body @{client_id='${client}';grant_type='refresh_token';refresh_token=$rt}`,
    ['Content-Type: application/json → Content-Type: application/x-www-form-urlencoded'],
  ],
  [
    'PowerShell with a table of arguments and GET',
    `$p = @{ Method = 'Get'; Uri = 'https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token'; Body = @{client_id='${client}';grant_type='refresh_token';refresh_token=$rt} }\nirm @p`,
    ['GET → POST'],
  ],
  [
    'PowerShell with a cookie',
    `iwr -Method Post -Headers @{ Cookie = 'fpc=AhXyzSession' } -Uri https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -Body "client_id=${client}&grant_type=refresh_token&refresh_token=$rt"`,
    ['Cookie: *** → (leave it out)'],
  ],
  [
    'PowerShell and another redirect URI than in the browser',
    `${authorize((url) => url)}\nInvoke-RestMethod -Method Post -Uri https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token -Body @{client_id='${client}';grant_type='authorization_code';code=$code;redirect_uri='http://localhost/'}`,
    ['redirect_uri=http://localhost/ → redirect_uri=http://localhost'],
  ],
  [
    'two redirect URIs',
    `${authorize((url) => url)}\n${exchange(put('http%3A%2F%2Flocalhost', 'http%3A%2F%2Flocalhost%2F'))}`,
    ['redirect_uri=http://localhost/ → redirect_uri=http://localhost'],
  ],
  [
    'two tenants',
    `${authorize(put(tenant, 'common'))}\n${exchange((command) => command)}`,
    [`common → ${tenant}`],
  ],
  [
    'two apps',
    `${authorize((url) => url)}\n${exchange(put(client, tenant))}`,
    [`client_id=${tenant} → client_id=${client}`],
  ],
  [
    'other scopes',
    `${authorize((url) => url)}\n${exchange(put('SMTP.Send', 'IMAP.AccessAsUser.All'))}`,
    [`scope=${outlook}/IMAP.AccessAsUser.All offline_access → scope=${outlook}/SMTP.Send offline_access`],
  ],
  [
    'another state',
    `${authorize((url) => url)}\nhttp://localhost/?code=abcdef&state=y`,
    ['state=y → state=x'],
  ],
  [
    'another landing',
    `${authorize((url) => url)}\nhttp://localhost/cb?code=abcdef&state=x`,
    ['http://localhost/cb → http://localhost'],
  ],
  [
    'another code',
    `http://localhost/?code=2.BBBBBB&state=x\n${exchange((command) => command)}`,
    ['code=*** → code=<code> (the code you just got)'],
  ],
  ['an answer cut off', 'http://localhost/?code=', ['code= → code=<code> (the code you just got)']],
  [
    'an implicit answer',
    'http://localhost/#access_token=eyJabcdefgh&token_type=Bearer',
    ['#access_token=*** → response_type=code'],
  ],
  [
    'the addresses of a configuration',
    'tokenUrl: https://login.microsoftonline.com/common/oauth2/v2/token',
    ['/common/oauth2/v2/token → /common/oauth2/v2.0/token'],
  ],
];
