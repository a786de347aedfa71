/** Where Imbed keeps its records of a workspace, below the root. */
export const RECORDS_FOLDER = '.imbed';

/** What two machines wrote to the ledger adds up; what is only good on this one stays out of the repository. */
export const repositoryFiles = {
  '.gitattributes': 'ledger.jsonl merge=union eol=lf\n',
  '.gitignore': 'undo/\ntrash/\nuploading/\n*.lock\n',
} as const;

/** A folder of records that travels with the notes. */
interface SharedRecords {
  has(name: string): Promise<boolean>;
  write(name: string, text: string): Promise<void>;
}

/** Gives the folder what it lacks of {@link repositoryFiles}: whoever made it may not have known of them. */
export async function addRepositoryFiles({ has, write }: SharedRecords): Promise<void> {
  for (const [name, text] of Object.entries(repositoryFiles)) if (!(await has(name))) await write(name, text);
}
