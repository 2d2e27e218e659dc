import { placeholderPrefix } from '../../placeholder.ts';
import type { BundleSecrets } from '../../target.ts';

/** One item of Cloud Manager's environment variables API. */
export interface CloudManagerVariable {
  readonly name: string;
  readonly value: string;
  readonly type: 'string' | 'secretString';
}

export const clientSecretVariable = 'SECRET_SMTP_OAUTH_CLIENT_SECRET';
export const refreshTokenVariable = 'SECRET_SMTP_OAUTH_REFRESH_TOKEN';

/** Characters a value may have in Cloud Manager. */
export const maxValueLength = 2048;
const maxVariables = 200;

/** The two secrets the OSGi configuration refers to; placeholders for what is not given. */
export function mailVariables(secrets: BundleSecrets | null): CloudManagerVariable[] {
  return [
    secretVariable(clientSecretVariable, secrets?.clientSecret, 'CLIENT_SECRET'),
    secretVariable(refreshTokenVariable, secrets?.refreshToken, 'REFRESH_TOKEN'),
  ];
}

/**
 * The variables as `aio … --jsonFile` and the API read them.
 *
 * @throws RangeError for a name or number of variables that Cloud Manager refuses; a value that is too long is for
 *   the warnings to tell, since only the provider decides how long a token is
 * @see https://experienceleague.adobe.com/en/docs/experience-manager-cloud-service/content/implementing/deploying/configuring-osgi
 */
export function variablesJson(variables: readonly CloudManagerVariable[]): string {
  if (variables.length > maxVariables) throw new RangeError(`More than ${maxVariables} variables`);
  const names = new Set(variables.map(({ name }) => name));
  if (names.size < variables.length) throw new RangeError('A variable is there twice');
  for (const name of names) if (!isAllowedName(name)) throw new RangeError(`${name} cannot be a variable`);
  return `${JSON.stringify(variables, null, 2)}\n`;
}

export function isAllowedName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z_0-9]{1,99}$/.test(name) && !/^(INTERNAL|ADOBE|CONST|AEM)_/.test(name);
}

export function isPlaceholder(variable: CloudManagerVariable): boolean {
  return variable.value.startsWith(placeholderPrefix);
}

export function holdsSecret(variable: CloudManagerVariable): boolean {
  return variable.type === 'secretString' && !isPlaceholder(variable);
}

function secretVariable(name: string, value: string | undefined, placeholder: string): CloudManagerVariable {
  return { name, value: value || `${placeholderPrefix}${placeholder}`, type: 'secretString' };
}
