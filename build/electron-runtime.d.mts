export declare const electronPackage: string;
export declare function findElectron(env: NodeJS.ProcessEnv): string | null;
