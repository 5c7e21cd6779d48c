/** What is asked before a command on a row is run. */
export type RowPrompt = {
  title: string;
  text: string;
  /** the word that it wants; absent: a yes is enough */
  field?: { name: string; label: string; hint: string; maxLength: number };
  confirm: string;
  pending: string;
  isDanger?: boolean;
};
