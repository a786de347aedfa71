/** Thrown where there is nothing wrong but that a person has to do something else first. In the editor's language. */
export class Advice extends Error {}
