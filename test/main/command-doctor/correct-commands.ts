const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const client = '7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55';
const authorize = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`;
const token = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
const localhost = 'http%3A%2F%2Flocalhost';
const smtp = 'https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access';
const google = '1234567890-abc123def456.apps.googleusercontent.com';
const code = '1.AXkAI_CujjQrWk2bqovIydakkB9Vqw.AgABBAIAAADW6jl31mB3T7ugrWTT8pFe';

/** Commands that are right, each in its own way of writing: the doctor must not find anything in them. */
export const correctCommands: readonly (readonly [string, string])[] = [
  [
    'Microsoft, one tenant',
    `${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&response_mode=query&scope=${smtp}&state=af0ifjsldkj&prompt=login`,
  ],
  [
    'Microsoft, common, PKCE',
    `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A8400%2F&scope=https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All+https%3A%2F%2Foutlook.office.com%2FSMTP.Send+offline_access+openid+profile+email&state=12345&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256`,
  ],
  [
    'Microsoft, unencoded redirect URI and scopes',
    `https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=https://publish.example.com/services/mailer/oauth2/token&scope=https://outlook.office.com/SMTP.Send%20offline_access&state=x`,
  ],
  [
    'Microsoft, nativeclient',
    `https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Foauth2%2Fnativeclient&scope=${smtp}&state=x`,
  ],
  [
    'personal accounts',
    `https://login.microsoftonline.com/consumers/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=offline_access%20https%3A%2F%2Foutlook.office.com%2FPOP.AccessAsUser.All&state=x&login_hint=me%40outlook.com`,
  ],
  [
    'in quotes and in a sentence',
    `Open "${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=x" in a browser.`,
  ],
  [
    'over several lines, as guides show it',
    `${authorize}?\nclient_id=${client}\n&response_type=code\n&redirect_uri=${localhost}\n&scope=${smtp}\n&state=x`,
  ],
  [
    'GCC High',
    `https://login.microsoftonline.us/${tenant}/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=https%3A%2F%2Foutlook.office365.us%2FSMTP.Send%20offline_access&state=x`,
  ],
  [
    '21Vianet',
    `https://login.partner.microsoftonline.cn/${tenant}/oauth2/v2.0/authorize?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=https%3A%2F%2Fpartner.outlook.cn%2FSMTP.Send%20offline_access&state=x`,
  ],
  [
    'the administrator’s consent',
    `https://login.microsoftonline.com/${tenant}/adminconsent?client_id=${client}&redirect_uri=${localhost}&state=x`,
  ],
  [
    'the administrator’s consent, v2.0',
    `https://login.microsoftonline.com/${tenant}/v2.0/adminconsent?client_id=${client}&redirect_uri=${localhost}&scope=https%3A%2F%2Foutlook.office365.com%2F.default&state=x`,
  ],
  [
    'the pattern of a guide, all of it to be filled in',
    'https://login.microsoftonline.com/<tenant>/oauth2/v2.0/authorize?client_id=<client_id>&response_type=code&redirect_uri=<enc>&response_mode=query&scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access&state=<random>&prompt=login',
  ],
  [
    'the same for the token',
    'curl -sS https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token \\\n  --data-urlencode client_id=<client_id> --data-urlencode grant_type=authorization_code \\\n  --data-urlencode code=<code> --data-urlencode redirect_uri=<same> \\\n  --data-urlencode "scope=https://outlook.office.com/SMTP.Send offline_access" --data-urlencode client_secret@secretfile',
  ],
  [
    'Google',
    `https://accounts.google.com/o/oauth2/v2/auth?client_id=${google}&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9004&scope=https%3A%2F%2Fmail.google.com%2F&access_type=offline&prompt=consent&state=x`,
  ],
  [
    'Google, web app, with who signs in',
    `https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=${google}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&scope=openid%20email%20https%3A%2F%2Fmail.google.com%2F&access_type=offline&include_granted_scopes=true&state=x&login_hint=a%40example.com`,
  ],
  [
    'a provider of its own',
    'https://idp.example.com/realms/mail/protocol/openid-connect/auth?client_id=postkey&response_type=code&scope=openid+offline_access+mail.send&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2F&state=x&nonce=y',
  ],
  [
    'a provider on this computer',
    'http://127.0.0.1:4000/auth?client_id=practice&response_type=code&scope=openid&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2F&state=x',
  ],
  [
    'Yahoo',
    'https://api.login.yahoo.com/oauth2/request_auth?client_id=dj0yJmk9&response_type=code&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&scope=mail-w&state=x',
  ],
  [
    'Yandex in Russia',
    'https://oauth.yandex.ru/authorize?client_id=0123456789abcdef&response_type=code&redirect_uri=https%3A%2F%2Foauth.yandex.ru%2Fverification_code&scope=mail%3Asmtp&state=x',
  ],
  [
    'a code for tokens, a field an option',
    `curl -sS ${token} \\\n  --data-urlencode client_id=${client} \\\n  --data-urlencode grant_type=authorization_code \\\n  --data-urlencode code=${code} \\\n  --data-urlencode redirect_uri=http://localhost \\\n  --data-urlencode "scope=https://outlook.office.com/SMTP.Send offline_access" \\\n  --data-urlencode client_secret@secretfile`,
  ],
  [
    'a code for tokens, one body in double quotes',
    `curl -X POST "${token}" -H "Content-Type: application/x-www-form-urlencoded" -d "client_id=${client}&grant_type=authorization_code&code=${code}&redirect_uri=${localhost}&scope=${smtp}&client_secret=$CLIENT_SECRET"`,
  ],
  [
    'a code for tokens, one body in single quotes',
    `$ curl --request POST --url '${token}' --header 'content-type: application/x-www-form-urlencoded; charset=utf-8' --data 'client_id=${client}&grant_type=authorization_code&code=${code}&redirect_uri=${localhost}&scope=${smtp}&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'`,
  ],
  [
    'a code for tokens, a field an option, mixed quotes',
    `curl -sSL ${token} -d client_id=${client} -d 'grant_type=authorization_code' -d "code=${code}" --data-raw 'redirect_uri=http://localhost' --data-urlencode "client_secret=$(cat secretfile)" -o token.json`,
  ],
  [
    'Windows',
    `curl.exe -X POST ${token} ^\n  -d "client_id=${client}" ^\n  -d "grant_type=refresh_token" ^\n  -d "refresh_token=%REFRESH_TOKEN%" ^\n  -d "scope=https://outlook.office.com/SMTP.Send"`,
  ],
  [
    'PowerShell’s curl.exe',
    `curl.exe -X POST ${token} \`\n  -d "client_id=${client}" \`\n  -d 'grant_type=refresh_token' \`\n  -d "refresh_token=$env:REFRESH_TOKEN"`,
  ],
  [
    'PowerShell',
    `$body = @{\n  client_id = '${client}'\n  grant_type = 'client_credentials'\n  scope = 'https://outlook.office365.com/.default'\n  client_secret = $secret\n}\nInvoke-RestMethod -Method Post -Uri '${token}' -Body $body`,
  ],
  [
    'a refresh',
    `curl -s -d grant_type=refresh_token --data-urlencode refresh_token@refresh.txt -d client_id=${client} --data-urlencode client_secret@secretfile --data-urlencode 'scope=https://outlook.office.com/SMTP.Send offline_access' ${token}`,
  ],
  [
    'a refresh, the token in the command',
    `curl -sS ${token} -d grant_type=refresh_token -d client_id=${client} -d refresh_token=1.AXkAI_CujjQrWk2bqovIydakkB9Vqw`,
  ],
  [
    'an app by itself',
    `curl -X POST ${token} -d grant_type=client_credentials -d client_id=${client} --data-urlencode client_secret@secretfile --data-urlencode scope=https://outlook.office365.com/.default`,
  ],
  [
    'a device code',
    `curl -X POST https://login.microsoftonline.com/organizations/oauth2/v2.0/devicecode -d client_id=${client} --data-urlencode 'scope=https://outlook.office.com/SMTP.Send offline_access'`,
  ],
  [
    'a token for a device code',
    `curl -X POST https://login.microsoftonline.com/organizations/oauth2/v2.0/token -d client_id=${client} -d grant_type=urn:ietf:params:oauth:grant-type:device_code -d device_code=GAQABAAEAAADW6jl31mB3`,
  ],
  [
    'Google, a code for tokens',
    `curl https://oauth2.googleapis.com/token -d client_id=${google} -d grant_type=authorization_code -d code=4%2F0AX4XfWh -d redirect_uri=http%3A%2F%2F127.0.0.1%3A9004 --data-urlencode client_secret@secretfile`,
  ],
  [
    'a provider of its own, with HTTP Basic',
    'curl -u "$CLIENT_ID:$CLIENT_SECRET" https://idp.example.com/oauth/token -d grant_type=refresh_token -d refresh_token=$REFRESH_TOKEN',
  ],
  [
    'both calls of one sign-in and the answer between them',
    `${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=abc\n\nhttp://localhost/?code=${code}&state=abc&session_state=6ff1\n\ncurl -sS ${token} -d client_id=${client} -d grant_type=authorization_code -d code=${code} -d redirect_uri=${localhost} -d "scope=${smtp}" --data-urlencode client_secret@secretfile\n`,
  ],
  ['an answer', `http://localhost/?code=${code}&state=12345&session_state=6ff1e6c4#`],
  ['an answer on a port', `http://127.0.0.1:49152/?state=x&code=4/0AX4XfWh&scope=https://mail.google.com/`],
  [
    'a refused answer',
    'http://localhost/?error=access_denied&error_description=AADSTS65004%3a+declined&state=x',
  ],
  ['an administrator’s answer', `http://localhost/?admin_consent=True&tenant=${tenant}&state=x`],
  [
    'in a page of Markdown',
    `Run this:\n\`\`\`bash\ncurl -sS ${token} \\\n  -d client_id=${client} \\\n  -d grant_type=refresh_token \\\n  --data-urlencode refresh_token@rt\n\`\`\``,
  ],
  [
    'in a link of Markdown',
    `[sign in](${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=x)`,
  ],
  [
    'in JSON',
    `{"url":"${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=x"}`,
  ],
  [
    'opened from a shell',
    `xdg-open '${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=x'`,
  ],
  ['the addresses of a configuration', `tokenUrl: ${token}\nauthUrl: ${authorize}\n`],
  [
    'as a browser’s tools copy it',
    `curl '${token}' --compressed -H 'Accept: application/json' -H 'Content-Type: application/x-www-form-urlencoded' --data-raw 'client_id=${client}&grant_type=refresh_token&refresh_token=abc.def&scope=${smtp}'`,
  ],
  [
    'all from variables, into a pipe',
    `curl -s "https://login.microsoftonline.com/$TENANT/oauth2/v2.0/token" --data "client_id=\${CLIENT_ID}" --data "scope=https://outlook.office.com/.default offline_access" --data "refresh_token=\${TOKEN}" --data grant_type=refresh_token | jq -r .access_token`,
  ],
  [
    'into a file, in the quotes of Bash',
    `curl -sS ${token} -d $'client_id=${client}' -d grant_type=refresh_token -d refresh_token=abc.def > out.json 2>&1`,
  ],
  [
    'a value with & and + in it',
    `curl -sS ${token} --data-urlencode "client_id=${client}" --data-urlencode "grant_type=authorization_code" --data-urlencode "code=abc+/=&x" --data-urlencode "redirect_uri=http://localhost:4503/services/mailer/oauth2/token"`,
  ],
  [
    'PowerShell with a string',
    `Invoke-RestMethod -Method Post -Uri ${token} -ContentType 'application/x-www-form-urlencoded' -Body "client_id=${client}&grant_type=refresh_token&refresh_token=$token"`,
  ],
  [
    'Google’s service account',
    'curl -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer --data-urlencode assertion@jwt.txt https://oauth2.googleapis.com/token',
  ],
  [
    'Zoho, with its commas',
    'https://accounts.zoho.eu/oauth/v2/auth?client_id=abc&response_type=code&redirect_uri=https%3A%2F%2Fx.example.com&scope=ZohoMail.accounts.READ,ZohoMail.messages.ALL&access_type=offline&state=x',
  ],
  [
    'an app’s own header',
    'curl -X POST https://idp.example.com/oauth2/v1/token -H "Authorization: Basic $BASIC" -H "Accept: application/json" -d "grant_type=client_credentials&scope=mail"',
  ],
  [
    'an answer at nativeclient',
    `https://login.microsoftonline.com/common/oauth2/nativeclient?code=${code}&state=1`,
  ],
  [
    'wget',
    `wget -qO- --header='Content-Type: application/x-www-form-urlencoded' --post-data='client_id=${client}&grant_type=refresh_token&refresh_token=abc.def&scope=${smtp}' ${token}`,
  ],
  [
    'wget, over several lines, with its other options',
    `wget --quiet --method POST --timeout=0 \\\n  --body-data "client_id=${client}&grant_type=refresh_token&refresh_token=$TOKEN" \\\n  -O token.json "${token}"`,
  ],
  [
    'wget, with HTTP Basic',
    'wget --http-user="$CLIENT_ID" --http-password="$CLIENT_SECRET" --post-data "grant_type=client_credentials&scope=mail" -O - https://idp.example.com/oauth/token',
  ],
  [
    'a request as it goes over the wire',
    `POST /${tenant}/oauth2/v2.0/token HTTP/1.1\nHost: login.microsoftonline.com\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 200\n\nclient_id=${client}&grant_type=refresh_token&refresh_token=abc.def&scope=${smtp}`,
  ],
  [
    'a request as Microsoft’s pages print it',
    '// Line breaks for legibility only\n\nPOST /{tenant}/oauth2/v2.0/token HTTP/1.1\nHost: https://login.microsoftonline.com\nContent-Type: application/x-www-form-urlencoded\n\nclient_id={client_id}\n&scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access\n&code={code}\n&redirect_uri=http%3A%2F%2Flocalhost\n&grant_type=authorization_code\n&client_secret={client_secret}',
  ],
  [
    'a request as Google’s pages print it',
    `POST /token HTTP/1.1\nHost: oauth2.googleapis.com\nContent-Type: application/x-www-form-urlencoded\n\ncode=4/0AX4XfWh&\nclient_id=${google}&\nclient_secret=$SECRET&\nredirect_uri=http%3A//127.0.0.1%3A9004&\ngrant_type=authorization_code`,
  ],
  [
    'a request for a REST client, and its authorization request',
    `GET ${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=x HTTP/1.1\nAccept: text/html\n\n###\n\nPOST ${token} HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&client_id=${client}&code=${code}&redirect_uri=${localhost}&scope=${smtp}\n`,
  ],
  [
    'PowerShell with its arguments in a table',
    `$params = @{\n  Uri = "https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token"\n  Method = 'Post'\n  ContentType = 'application/x-www-form-urlencoded'\n  Body = @{\n    client_id = "\${env:CLIENT_ID}"\n    grant_type = 'client_credentials'\n    scope = 'https://outlook.office365.com/.default'\n    client_secret = $env:SECRET\n  }\n}\n$reply = Invoke-RestMethod @params\n$reply.access_token`,
  ],
  [
    'PowerShell over several lines, with variables',
    `$uri = '${token}'\n$body = @{ client_id = '${client}'; grant_type = 'refresh_token'; refresh_token = (Get-Content rt.txt) }\n$r = Invoke-WebRequest -UseBasicParsing \`\n  -Method POST \`\n  -Uri $uri \`\n  -Headers @{ 'Accept' = 'application/json' } \`\n  -Body $body\n($r.Content | ConvertFrom-Json).access_token`,
  ],
  [
    'PowerShell with a here-string, and the address first',
    `irm '${token}' -Method Post -Body @"\nclient_id=${client}&grant_type=refresh_token&refresh_token=$token\n"@`,
  ],
  [
    'an address for the browser and PowerShell after it',
    `Start-Process "${authorize}?client_id=${client}&response_type=code&redirect_uri=${localhost}&scope=${smtp}&state=x"\nInvoke-RestMethod -Method Post -Uri ${token} -Body @{client_id='${client}'; grant_type='authorization_code'; code=$code; redirect_uri='http://localhost'; scope='https://outlook.office.com/SMTP.Send offline_access'}`,
  ],
  ['an answer at AEM', `https://aem.example.com/services/mailer/oauth2/token?code=${code}&state=1`],
];
