/** What a value starts with that the admin has still to fill in; READMEs name it, and scripts look for it. */
export const placeholderPrefix = 'REPLACE_WITH_';
