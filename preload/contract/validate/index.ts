export * from './client-id.ts';
export * from './client-secret.ts';
export * from './finding.ts';
export * from './microsoft-scope.ts';
export * from './placeholder.ts';
export * from './redirect-uri.ts';
export * from './scopes.ts';
export * from './tenant.ts';
