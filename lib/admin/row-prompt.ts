/** The confirmation prompt of a command on a row. */
export type RowPrompt = {
  title: string;
  text: string;
  /** a required input; absent: confirming is enough */
  field?: { name: string; label: string; hint: string; maxLength: number };
  confirm: string;
  pending: string;
  isDanger?: boolean;
};
