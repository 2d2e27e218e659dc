import { beforeAll, describe, expect, test } from 'vitest';
import { createExplainer, type Explainer } from '../../../main/explain/explain.ts';

/** Reports as people paste them: from logs, stack traces, browsers, dialogues and letters. */
const reports: readonly (readonly [string, string])[] = [
  [
    'aadsts-50011',
    "AADSTS50011: The redirect URI 'http://127.0.0.1:51234/' specified in the request does not match the redirect URIs configured for the application '1d9b6c1c-7f2a-4a10-9a57-0f5d6b6f1a11'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.\r\nTrace ID: 6a2f3c1b-1111-4222-8333-aaaaaaaaaaaa\r\nCorrelation ID: 7b2f3c1b-1111-4222-8333-bbbbbbbbbbbb\r\nTimestamp: 2026-10-02 08:12:44Z",
  ],
  [
    'aadsts-7000215',
    '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app \'x\'. Trace ID: 6a2f3c1b-1111-4222-8333-aaaaaaaaaaaa","error_codes":[7000215],"timestamp":"2026-10-02 08:12:44Z","trace_id":"6a2f3c1b-1111-4222-8333-aaaaaaaaaaaa","correlation_id":"7b2f3c1b-1111-4222-8333-bbbbbbbbbbbb","error_uri":"https://login.microsoftonline.com/error?code=7000215"}',
  ],
  ['aadsts-70008', '{"error":"invalid_grant","error_codes":[70008],"suberror":"token_expired"}'],
  [
    'aadsts-65001',
    'http://localhost:8080/?error=consent_required&error_description=AADSTS65001%3a+The+user+or+administrator+has+not+consented+to+use+the+application+with+ID&state=abc',
  ],
  [
    'aadsts-65004',
    'https://example.com/cb?error=access_denied&error_subcode=cancel&error_description=AADSTS65004%3A%20User%20declined%20to%20consent',
  ],
  [
    'aadsts-700082',
    '2026-09-11T10:22:01.123Z ERROR [mailer-3] c.e.m.TokenRefresher - refresh failed: 400 {"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-05-01T00:00:00Z and was inactive for 90.00:00:00."}',
  ],
  [
    'smtp-ms-5.7.139-tenant',
    'javax.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [FR3P281CA0183.DEUP281.PROD.OUTLOOK.COM 2026-10-01T09:11:00.123Z 08DE]\n\tat com.sun.mail.smtp.SMTPTransport$Authenticator.authenticate(SMTPTransport.java:947)\n\tat com.sun.mail.smtp.SMTPTransport.authenticate(SMTPTransport.java:858)',
  ],
  [
    'smtp-ms-5.7.139-tenant',
    "smtplib.SMTPAuthenticationError: (535, b'5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the\n Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [DB9PR]')",
  ],
  [
    'smtp-ms-5.7.139-basic',
    "Error: Invalid login: 535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM6P194CA0001.EURP194.PROD.OUTLOOK.COM]\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:790:19) {\n  code: 'EAUTH',\n  response: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',\n  responseCode: 535,\n  command: 'AUTH PLAIN'\n}",
  ],
  [
    'smtp-ms-5.7.139-secdefaults',
    "535 5.7.139 Authentication unsuccessful, user is locked by your\norganization's security defaults policy. Contact your administrator. [BN9PR03CA0001]",
  ],
  [
    'smtp-ms-5.7.57',
    'System.Net.Mail.SmtpException: The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.57 Client not authenticated to send mail. [LO2P265CA0001.GBRP265.PROD.OUTLOOK.COM]',
  ],
  [
    'smtp-ms-5.7.3',
    'Invalid login: 535 5.7.3 Authentication unsuccessful [BL1PR13CA0001.namprd13.prod.outlook.com 2026-09-01]',
  ],
  [
    'smtp-ms-5.7.3',
    'MailKit.Security.AuthenticationException: 535: 5.7.3 Authentication unsuccessful [AM0PR04CA0001.eurprd04.prod.outlook.com]',
  ],
  [
    'smtp-ms-5.7.3',
    'SMTP Error: Could not authenticate. SERVER -> CLIENT: 535 5.7.3 Authentication unsuccessful [xx.outlook.com]',
  ],
  [
    'smtp-gmail-5.7.8',
    '535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-abc - gsmtp',
  ],
  [
    'smtp-gmail-5.7.8',
    'Expected response code "235" but got code "535", with message "535-5.7.8 Username and Password not accepted. For more information, go to\\r\\n535 5.7.8 https://support.google.com/mail/?p=BadCredentials".',
  ],
  [
    'sasl-challenge-400',
    'S: 334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==',
  ],
  ['imap-gmail-connections', 'a2 NO [ALERT] Too many simultaneous connections. (Failure)'],
  ['imap-ms-auth-failed', '[2026-10-01 10:00:00] A001 NO AUTHENTICATE failed.'],
  ['imap-ms-auth-failed', "imaplib.IMAP4.error: b'AUTHENTICATE failed.'"],
  [
    'imap-ms-not-connected',
    '* OK The Microsoft Exchange IMAP4 service is ready.\nA1 AUTHENTICATE XOAUTH2\n+ \nA1 OK AUTHENTICATE completed.\nA2 SELECT INBOX\nA2 BAD User is authenticated but not connected.',
  ],
  ['pop-ms-auth-failed', '-ERR Authentication failure: unknown user name or bad password.'],
  [
    'google-invalid-grant-revoked',
    "google.auth.exceptions.RefreshError: ('invalid_grant: Token has been expired or revoked.', {'error': 'invalid_grant', 'error_description': 'Token has been expired or revoked.'})",
  ],
  [
    'google-redirect-uri-mismatch',
    "Access blocked: This app's request is invalid\n\nError 400: redirect_uri_mismatch\nYou can't sign in because this app sent an invalid request.",
  ],
  [
    'google-sa-unauthorized',
    '{\n  "error": "unauthorized_client",\n  "error_description": "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested."\n}',
  ],
  ['oauth-invalid-grant', '{"error":"invalid_grant"}'],
  [
    'oauth-invalid-grant',
    'Response Error: 400 Bad Request {"error":"invalid_grant","error_description":"grant request is invalid"}',
  ],
  [
    'oauth-invalid-client',
    'HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{"error":"invalid_client","error_description":"client authentication failed"}',
  ],
  [
    'net-refused',
    "Error: connect ECONNREFUSED 10.1.2.3:587\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1300:16) {\n  errno: -111, code: 'ESOCKET', syscall: 'connect'}",
  ],
  ['net-refused', 'java.net.ConnectException: Connection refused (Connection refused)'],
  [
    'net-refused',
    'System.Net.Sockets.SocketException: No connection could be made because the target machine actively refused it 127.0.0.1:587',
  ],
  ['net-timeout', 'java.net.SocketTimeoutException: connect timed out'],
  ['net-timeout', 'Error: connect ETIMEDOUT 52.97.1.1:993'],
  ['dns-notfound', 'Error: getaddrinfo ENOTFOUND smtp.ofice365.com'],
  ['dns-notfound', 'socket.gaierror: [Errno -2] Name or service not known'],
  ['dns-again', 'socket.gaierror: [Errno -3] Temporary failure in name resolution'],
  [
    'aem-connect',
    "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: proxy.tunnel, 30587; timeout 30000;\n  nested exception is:\n\tjava.net.ConnectException: Connection refused (Connection refused)",
  ],
  [
    'aem-pkix',
    'javax.mail.MessagingException: Could not connect; nested exception is: javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
  ],
  [
    'tls-self-signed-chain',
    'FetchError: request to https://login.microsoftonline.com/common/oauth2/v2.0/token failed, reason: self signed certificate in certificate chain',
  ],
  [
    'tls-unknown-issuer',
    "requests.exceptions.SSLError: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)')))",
  ],
  [
    'tls-expired',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1007)',
  ],
  ['tls-wrong-version', 'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)'],
  [
    'tls-wrong-version',
    'Error: 140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:332:',
  ],
  ['smtp-535-generic', '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6'],
  [
    'smtp-535-generic',
    'Aug  3 11:22:33 mail postfix/smtp[2211]: 4F2: SASL authentication failed; server mx.example.org[10.0.0.2] said: 535 Authentication credentials invalid',
  ],
  [
    'smtp-ms-5.2.252',
    '554 5.2.252 SendAsDenied; scanner@contoso.com not allowed to send as info@contoso.com; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied',
  ],
  [
    'smtp-ms-432',
    '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
  ],
  ['entra-generic', 'AADSTS1999999: Something we have never seen.'],
  ['smtp-unable-to-relay', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'],
  [
    'smtp-5.1.1',
    '550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  [
    'aadsts-50076',
    '{\\"error\\":\\"invalid_grant\\",\\"error_description\\":\\"AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access \'00000002-0000-0ff1-ce00-000000000000\'.\\"}',
  ],
  [
    'aadsts-700016',
    "Sign in\nSorry, but we're having trouble signing you in.\n\nAADSTS700016: Application with identifier '11111111-2222-3333-4444-555555555555' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant.",
  ],
  [
    'aadsts-50105',
    'Sign-in error code 50105\nFailure reason: Your administrator has configured the application to block users unless they are specifically granted access',
  ],
  [
    'ms-need-admin-approval',
    'Need admin approval\nPostkey\nunverified\nPostkey needs permission to access resources in your organization that only an admin can grant.',
  ],
  ['net-html-not-json', 'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON'],
  ['imap-authfailed-generic', '1 NO [AUTHENTICATIONFAILED] Authentication failed.'],
  ['imap-gmail-invalid', "imaplib.IMAP4.error: b'[AUTHENTICATIONFAILED] Invalid credentials (Failure)'"],
  ['smtp-gmail-421', '421-4.7.0 Try again later, closing connection. (EHLO) ffacd0b85a97d - gsmtp'],
  ['smtp-5.3.4', '552 5.3.4 Message size exceeds fixed limit'],
  [
    'aadsts-7000218',
    '=?utf-8?Q?x?=\n{"error":"invalid_client","error_description":"AADSTS7000218: The request body must contain the following parameter: =\n\'client_assertion\' or \'client_secret\'."}',
  ],
  [
    'net-reset',
    'Error: read ECONNRESET\n    at TLSWrap.onStreamRead (node:internal/stream_base_commons:217:20)',
  ],
  [
    'aadsts-90002',
    "AADSTS90002: Tenant 'contso.onmicrosoft.com' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  ],
  [
    'smtp-ms-5.7.139-tenant',
    'Hi all,\n\nI am trying to send mail through Microsoft 365 from our Spring Boot application and since last week I see this in the log:\n\n```\norg.springframework.mail.MailAuthenticationException: Authentication failed; nested exception is javax.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.\n\tat org.springframework.mail.javamail.JavaMailSenderImpl.doSend(JavaMailSenderImpl.java:440)\n```\n\nMy configuration:\n\n```yaml\nspring:\n  mail:\n    host: smtp.office365.com\n    port: 587\n```\nWhat should I change?',
  ],
  [
    'imap-ms-auth-failed',
    'I use this code:\n\nvar oauth2 = new SaslMechanismOAuth2(user, token);\nawait client.AuthenticateAsync(oauth2);\n\nand get\n\nMailKit.Security.AuthenticationException: Authentication failed.\n\nProtocol log:\nConnected to imaps://outlook.office365.com:993/\nS: * OK The Microsoft Exchange IMAP4 service is ready.\nC: A00000000 CAPABILITY\nS: * CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+\nS: A00000000 OK CAPABILITY completed.\nC: A00000001 AUTHENTICATE XOAUTH2 ********\nS: A00000001 NO AUTHENTICATE failed.',
  ],
  [
    'aadsts-7000222',
    "org.springframework.security.oauth2.core.OAuth2AuthorizationException: [invalid_client] AADSTS7000222: The provided client secret keys for app 'abc' are expired. Visit the Azure portal to create new keys for your app",
  ],
  [
    'aadsts-50194',
    "invalid_request: AADSTS50194: Application 'abc'(x) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  ],
  [
    'aadsts-53003',
    '{\n    "error": "invalid_grant",\n    "error_description": "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",\n    "error_codes": [\n        53003\n    ],\n    "suberror": "message_only"\n}',
  ],
  [
    'aadsts-90094',
    'error=access_denied&error_subcode=cancel&state=12345&error_description=AADSTS90094%3a+The+grant+requires+admin+permission.%0d%0aTrace+ID%3a+a',
  ],
  [
    'google-access-denied-testuser',
    'Access blocked: My Mailer has not completed the Google verification process\n\nme@example.com\n\nThe app is currently being tested, and can only be accessed by developer-approved testers. If you think you should have access, contact the developer.\nError 403: access_denied',
  ],
  [
    'google-invalid-client-notfound',
    'Authorization Error\nError 401: invalid_client\nThe OAuth client was not found.',
  ],
  [
    'google-admin-policy-enforced',
    "400. That's an error. Error: admin_policy_enforced Access to your account data is restricted by policies within your organization.",
  ],
  ['smtp-gmail-454', '454 4.7.0 Too many login attempts, please try again later. d1sm123 - gsmtp'],
  [
    'smtp-gmail-5.4.5',
    '550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\n550-5.4.5 sending limits go to\n550 5.4.5  https://support.google.com/a/answer/166852 x - gsmtp',
  ],
  [
    'smtp-gmail-5.7.26',
    '<x@gmail.com>: host gmail-smtp-in.l.google.com[142.250.27.27] said: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.',
  ],
  [
    'smtp-gmail-534-app',
    '534-5.7.9 Application-specific password required. Learn more at\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor x',
  ],
  [
    'smtp-yahoo-auth005',
    "smtplib.SMTPAuthenticationError: (535, b'5.7.0 (#AUTH005) Too many bad auth attempts.')",
  ],
  [
    'smtp-ms-5.7.60',
    "Remote Server returned '550 5.7.60 SMTP; Client does not have permissions to send as this sender [AM0P]'",
  ],
  [
    'smtp-ms-5.7.30',
    '550 5.7.30 Basic authentication is not supported for Client Submission. [DU2PR04CA0021]',
  ],
  [
    'smtp-ms-5.7.708',
    "Your message wasn't delivered. Remote server returned '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. For more information please go to http://go.microsoft.com/fwlink/?LinkId=526653'",
  ],
  [
    'smtp-ms-1.8',
    '550 5.1.8 Access denied, bad outbound sender. For more information please go to http://go.microsoft.com/fwlink/?LinkId=875724. S(9333)',
  ],
  [
    'smtp-ms-quota',
    '554 5.2.2 Submission quota exceeded; STOREDRV.Submission.Exception:SubmissionQuotaExceededException',
  ],
  ['imap-ms-throttled', 'A012 BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds'],
  ['imap-ms-token-expired', '* BYE Session invalidated - AccessTokenExpired'],
  ['imap-ms-connection-closed', '* BYE Connection is closed. 13'],
  ['pop-ms-two-step', '[POP3] <- -ERR Protocol error. Connection is closed. 10'],
  [
    'tls-name-mismatch',
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: mail.example.org. is not in the cert's altnames: DNS:*.hoster.net",
  ],
  [
    'tls-name-mismatch',
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'mail.example.org'. (_ssl.c:1007)",
  ],
  [
    'tls-wrong-version',
    "Error: write EPROTO 140123:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:355:\n code: 'ESOCKET', command: 'CONN'",
  ],
  [
    'tls-protocol-version',
    'Error: 80BBEC:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/openssl/ssl/record/rec_layer_s3.c:1584:SSL alert number 70',
  ],
  ['tls-handshake-failure', 'javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure'],
  ['tls-starttls-missing', 'smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.'],
  [
    'tls-disconnected',
    "Error: Client network socket disconnected before secure TLS connection was established\n    at connResetException (node:internal/errors:720:14) {\n  code: 'ECONNRESET',",
  ],
  [
    'net-addrinuse',
    'Error: listen EADDRINUSE: address already in use :::8080\n    at Server.setupListenHandle [as _listen2] (node:net:1463:16)',
  ],
  ['net-unreachable', 'OSError: [Errno 101] Network is unreachable'],
  ['net-proxy-407', 'curl: (56) Received HTTP code 407 from proxy after CONNECT'],
  ['net-http-429', 'HTTP/1.1 429 Too Many Requests\nRetry-After: 30'],
  [
    'net-http-5xx',
    '<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>',
  ],
  ['net-html-not-json', 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)'],
  ['net-closed', 'smtplib.SMTPServerDisconnected: Connection unexpectedly closed'],
  ['net-timeout', 'TimeoutError: [Errno 110] Connection timed out'],
  [
    'net-timeout',
    "Error: Connection timeout\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:809:19) {\n  code: 'ETIMEDOUT',\n  command: 'CONN'\n}",
  ],
  [
    'net-timeout',
    'System.Net.Sockets.SocketException (10060): A connection attempt failed because the connected party did not properly respond after a period of time',
  ],
  ['dns-notfound', 'curl: (6) Could not resolve host: smtp.ofice365.com'],
  ['dns-notfound', 'System.Net.Sockets.SocketException (11001): No such host is known.'],
  ['dns-notfound', 'php_network_getaddresses: getaddrinfo failed: Name or service not known'],
  [
    'aem-inactive',
    '01.10.2026 10:00:00.123 *ERROR* [JobHandler: /var/workflow] com.day.cq.workflow.EMailNotificationServiceImpl com.day.cq.mailer.MailingException: Invalid mail service configuration',
  ],
  [
    'aem-refresh-token',
    '01.10.2026 10:00:00.123 *ERROR* [sling-default-3] com.day.cq.mailer.oauth.impl.OAuthTokenHandler Error while refreshing access token: {"error":"invalid_grant"}',
  ],
  ['aem-classnotfound', 'java.lang.NoClassDefFoundError: javax/mail/internet/MimeMessage'],
  [
    'aem-auth-535',
    '*ERROR* com.day.cq.mailer.impl.DefaultMailService javax.mail.AuthenticationFailedException: failed to connect, no password specified?',
  ],
  ['oauth-access-denied', 'http://localhost:53682/?error=access_denied&state=xyz'],
  [
    'google-org-internal',
    'Error 403: org_internal This client is restricted to users within its organization.',
  ],
  [
    'google-sa-clock',
    '{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}',
  ],
  [
    'google-sa-signature',
    "google.auth.exceptions.RefreshError: ('invalid_grant: Invalid JWT Signature.', {'error': 'invalid_grant'})",
  ],
  ['sasl-invalid-token', '334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJtYWlsIn0='],
  [
    'imap-authfailed-generic',
    'javax.mail.AuthenticationFailedException: [AUTHENTICATIONFAILED] Authentication failed.',
  ],
  ['smtp-starttls-first', '530 5.7.0 Must issue a STARTTLS command first. x - gsmtp'],
  [
    'smtp-sender-not-owned',
    'RCPT TO command failed: 553 5.7.1 <info@example.org>: Sender address rejected: not owned by user smtp@example.org',
  ],
  ['smtp-unable-to-relay', '554 5.7.1 <x@y.org>: Relay access denied'],
  ['smtp-503-sequence', '503 5.5.1 Error: need MAIL command'],
  ['smtp-eauth-missing', "Error: Missing credentials for \"PLAIN\"\n code: 'EAUTH',\n  command: 'API'"],
  [
    'aadsts-700054',
    "unsupported_response_type AADSTS700054: response_type 'id_token' is not enabled for the application.",
  ],
  [
    'aadsts-650057',
    "AADSTS650057: Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: x. Resource value from request: https://outlook.office.com.",
  ],
  [
    'aadsts-70011',
    '"error": "invalid_scope", "error_description": "AADSTS70011: The provided request must include a \'scope\' input parameter. The provided value for the input parameter \'scope\' is not valid. The scope https://outlook.office365.com/SMTP.Send/.default is not valid."',
  ],
  [
    'aadsts-700016',
    "unauthorized_client: AADSTS700016: Application with identifier 'x' was not found in the directory 'y'.",
  ],
  ['outlook-com-pop-imap-off', '-ERR POP access is disabled for this account'],
  [
    'smtp-ms-5.7.139-tenant',
    '# 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant',
  ],
  ['smtp-ms-5.7.30', 'The server answered with code 5.7.30.'],
  [
    'aadsts-70002',
    "System.AggregateException: One or more errors occurred. ---> Microsoft.IdentityModel.Clients.ActiveDirectory.AdalServiceException: AADSTS70002: The request body must contain the following parameter: 'client_secret or client_assertion'.",
  ],
  [
    'aem-tls-protocol',
    'javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)\njavax.mail.MessagingException: Could not connect to SMTP host: mail.example.com, port: 587',
  ],
  [
    'aem-ssl-message',
    'javax.mail.MessagingException: Could not connect to SMTP host: smtp.office365.com, port: 587;\n  nested exception is:\n\tjavax.net.ssl.SSLException: Unsupported or unrecognized SSL message',
  ],
  [
    'aem-unknown-host',
    "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.ofice365.com, 587; timeout -1;\n  nested exception is:\n\tjava.net.UnknownHostException: smtp.ofice365.com",
  ],
  [
    'imap-ms-login-disabled',
    'imapfilter: IMAP (3): 1001 NO LOGIN failed.\nimapfilter: IMAP (3): 1003 BAD Command received in Invalid state.',
  ],
  ['oauth-invalid-grant', "XOAUTH2 authentication failed: xoauth2handler got: {u'error': u'invalid_grant'}"],
  [
    'google-invalid-grant-code',
    "google.auth.exceptions.RefreshError: ('invalid_grant: Bad Request', {'error': 'invalid_grant', 'error_description': 'Bad Request'})",
  ],
  [
    'oauth-invalid-grant',
    'Fatal error: Uncaught League\\OAuth2\\Client\\Provider\\Exception\\IdentityProviderException: invalid_grant in /home/website/public_html/Google.php:117',
  ],
  [
    'imap-gmail-invalid',
    '[DEBUG][2026-05-03T03:51:54.098Z] S: W3 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\n[ERROR][2026-05-03T03:51:54.104Z] Could not connect to server Error: Invalid credentials (Failure)',
  ],
  ['smtp-504-auth', 'Invalid login: 504 5.7.4 Unrecognized authentication type'],
  [
    'smtp-not-authenticated',
    'Error: 530-5.5.1 Authentication Required. Learn more at\n530 5.5.1 http://mail.google.com/support/bin/answer.py?answer=14257',
  ],
  [
    'imap-ms-auth-failed',
    'Hello, since Monday we get the following error when our tool reads mail: A00000001 NO AUTHENTICATE failed. Any idea what this means?',
  ],
];

/** Nothing is wrong in these. */
const harmless: readonly string[] = [
  '',
  '   \n',
  '250 OK',
  '235 2.7.0 Authentication successful',
  'A1 OK AUTHENTICATE completed.',
  '+OK 3 messages (120 octets)',
  '* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] Dovecot ready.',
  '{"token_type":"Bearer","scope":"https://outlook.office.com/SMTP.Send","expires_in":3599,"access_token":"abc","refresh_token":"def"}',
  'The quick brown fox jumps over the lazy dog.',
  "Dear team, please find the minutes of yesterday's meeting attached. We will meet again on Friday.",
  "if (error.code === 'ECONNREFUSED') { retry(); }",
  '// invalid_grant means that the refresh token is gone',
  '| `invalid_grant` | token expired |',
  'catch (SMTPSendFailedException e) { log(e); }',
  '220 smtp.gmail.com ESMTP ready - gsmtp\n250-smtp.gmail.com at your service\n250-STARTTLS\n250 AUTH LOGIN PLAIN XOAUTH2',
  '2026-10-01 10:00:00 INFO mail sent to a@example.com, 250 2.0.0 OK  DM5PR',
  'smtp.host=smtp.office365.com\nsmtp.port=587\nsmtp.connectiontimeout=10000',
  'MySQL 5.7.30 was released',
  'Version 5.7.3 of the plugin is available',
  'HTTP/1.1 200 OK\nContent-Type: application/json',
  'npm install finished: added 429 packages in 12s',
  '{"refreshToken":"$[secret:SECRET_SMTP_OAUTH_REFRESH_TOKEN]","tokenUrl":"https://login.microsoftonline.com/x/oauth2/v2.0/token"}',
  'We now retry on ECONNRESET and ETIMEDOUT.',
  'The server may return 535 when the token has expired.',
  '* CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS',
  '0 errors, 0 warnings',
  'Test run: 120 passed, 0 failed',
  'Tests passed without errors',
  'connected to smtp.office365.com:587 in 429 ms',
  'process 535 started',
  'All accounts refreshed: 12 ok, 0 failed',
  'The weather was invalid for flying and the pilot refused.',
  "const NET_ERRORS = ['ECONNREFUSED', 'ENOTFOUND'];",
  'postkey check info@example.com --only smtp',
  'AADSTS codes are documented at learn.microsoft.com',
  'For example, AADSTS50011 means that the redirect URI is wrong.',
  'See RFC 6749 section 5.2 for the meaning of invalid_request, invalid_client and invalid_grant.',
  'http://localhost/?code=0.AXoA&state=abc&session_state=1',
  'Received: from x by y with ESMTPS (TLS1.3) id 123; Wed, 1 Oct 2026',
  'Subject: Invoice 550\n\nHello, your invoice of 550 EUR is attached.',
  'curl -d grant_type=refresh_token https://login.microsoftonline.com/common/oauth2/v2.0/token',
  'export POSTKEY_PASSPHRASE_FILE=/run/secret',
  'error_log: /var/log/php.log',
  'errors: []',
  '"error": null',
  'status: 200 ok',
  '* BYE Logging out\nA3 OK Logout completed.',
  'A1 OK LOGIN completed',
  'Retry-After: 5',
  'The door was locked and the key was missing.',
  "try:\n    server.login(user, pw)\nexcept smtplib.SMTPAuthenticationError:\n    print('bad')",
  '- Fixed: `invalid_grant` is now reported to the user\n- Added: tray icon',
  'tls: TLSv1.3, certificate valid until 2027-01-01',
  'Successfully authenticated as info@example.com',
];

/** Failures that nobody has described: the class is all that can be said. */
const novel: readonly (readonly [string, string])[] = [
  ['client', '{"error":"invalid_client_metadata","error_description":"the moon is full"}'],
  ['sign-in-refused', '535 5.7.999 Your aura does not please the server'],
  ['mailbox', '550 5.9.1 The recipient is on a journey'],
  ['server', '451 4.9.9 The queue manager sleeps'],
  ['mailbox', 'a7 NO [TOOSHY] The mailbox hides'],
  ['configuration', 'a7 BAD What is that'],
  ['mailbox', '-ERR [SYS/PERM] the maildrop moved to Mars'],
  ['server', 'HTTP/1.1 507 Insufficient Storage'],
  ['sign-in-refused', 'HTTP/1.1 403 Forbidden'],
  ['network', 'Error: connect ENETRESET 10.0.0.1:25'],
  ['tls', 'javax.net.ssl.SSLPeerUnverifiedException: peer not authenticated'],
  ['unknown', 'com.example.mail.QuantumFluxException: the flux was too low'],
  ['unknown', 'AADSTS987654: A code of the future'],
];

let explain: Explainer;
beforeAll(async () => {
  explain = await createExplainer('en');
});

describe('a report', () => {
  test.each(reports)('is recognised: %s', (id, text) => {
    expect(explain(text).id).toBe(id);
  });
});

describe('a harmless text', () => {
  test.each(harmless.map((text) => [text]))('is no failure: %j', (text) => {
    expect(explain(text)).toMatchObject({ id: 'none', class: 'none', matched: false });
  });
});

describe('a failure that nobody has described', () => {
  test.each(novel)('is honestly unknown, of class %s: %s', (kind, text) => {
    expect(explain(text)).toMatchObject({ matched: false, class: kind, confidence: 'low' });
  });
});
