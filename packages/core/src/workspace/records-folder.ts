/** Where Imbed keeps its records of a workspace, below the root. */
export const RECORDS_FOLDER = '.imbed';

/** What two machines wrote to the ledger adds up; what is only good on this one stays out of the repository. */
export const repositoryFiles = {
  '.gitattributes': 'ledger.jsonl merge=union eol=lf\n',
  '.gitignore': 'undo/\ntrash/\nuploading/\n*.lock\n',
} as const;
