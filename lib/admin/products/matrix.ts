/*
 * The options of a product and its variants: one for each combination of choices. Variants have keys and choices have ids, so that renaming
 * or reordering them loses no input.
 */

type Choice = { id: string; name: string };
export type Option = { id: string; name: string; choices: Choice[] };

/** One variant: its choices, by id, in the order of the options. */
export type Combination = {
  key: string;
  choices: string[];
  /** for a new combination: the key of the one whose values it starts with */
  from?: string;
};

export type Matrix = {
  /** as edited; an option without choices does not affect the variants yet */
  options: Option[];
  combinations: Combination[];
  /** variants that now belong to no combination; they return when choices with the same names are added again */
  parked: { key: string; choices: ParkedChoice[] }[];
};

/** `option`: the id of its option, which may be removed since. The name is the current one or, of a removed choice, the last one. */
type ParkedChoice = Choice & { option: string };

export const MAX_OPTIONS = 3;
export const MAX_VARIANTS = 1000;

export type OptionEdit =
  | { type: 'add_option' }
  | { type: 'rename_option'; option: string; name: string }
  | { type: 'move_option'; option: string; by: 1 | -1 }
  | { type: 'remove_option'; option: string }
  | { type: 'add_choices'; option: string; names: string[] }
  | { type: 'rename_choice'; choice: string; name: string }
  | { type: 'move_choice'; choice: string; by: 1 | -1 }
  | { type: 'remove_choice'; choice: string };

type Saved = {
  options: { name: string; choices: string[] }[];
  variants: { variant_id: string; options: string[]; is_active: boolean }[];
};

/** The saved options and variants, and an entry for each combination without a variant. */
export function matrixOf({ options: saved, variants }: Saved): Matrix {
  const options = saved.map(({ name, choices }, option) => ({
    id: `option-${option}`,
    name,
    choices: choices.map((choice, index) => ({ id: `choice-${option}-${index}`, name: choice })),
  }));
  const taken = new Set<string>();
  const matrix: Matrix = { options, combinations: [], parked: [] };
  // two variants may have the same choices if one of them is inactive
  for (const variant of variants.toSorted((one, other) => Number(other.is_active) - Number(one.is_active))) {
    const chosen = variant.options.map((name, index) => {
      const known = options[index]?.choices.find((choice) => choice.name === name);
      return { option: options[index]?.id ?? '', id: known?.id ?? '', name };
    });
    const choices = chosen.flatMap(({ id }) => id || []);
    const fits = choices.length === options.length && variant.options.length === options.length;
    if (fits && !taken.has(keyOf(choices))) matrix.combinations.push({ key: variant.variant_id, choices });
    else matrix.parked.push({ key: variant.variant_id, choices: chosen });
    taken.add(keyOf(choices));
  }
  let count = 0;
  return arrange(matrix, options, () => `empty-${count++}`);
}

/**
 * The matrix after an edit of its options. If several variants get the same choices, the first preferred one stays, or else the first;
 * the others are parked. An edit that would make too many options or variants returns the same object.
 */
export function editOptions(
  matrix: Matrix,
  edit: OptionEdit,
  newId: () => string,
  isPreferred: (key: string) => boolean = () => true,
): Matrix {
  const options = optionsAfter(matrix.options, edit, newId);
  if (options.length > MAX_OPTIONS || countVariants(options) > MAX_VARIANTS) return matrix;
  return arrange(matrix, options, newId, isPreferred);
}

/** The options that affect the variants. */
export const liveOptions = (options: Option[]) => options.filter(({ choices }) => choices.length > 0);

const countVariants = (options: Option[]) =>
  liveOptions(options).reduce((count, { choices }) => count * choices.length, 1);

/** The names of a variant's choices. */
export function choiceNames(options: Option[], choices: string[]): string[] {
  const names = namesById(options);
  return choices.map((id) => names.get(id) ?? '');
}

const namesById = (options: Option[]) =>
  new Map(options.flatMap(({ choices }) => choices.map(({ id, name }) => [id, name])));

function optionsAfter(options: Option[], edit: OptionEdit, newId: () => string): Option[] {
  switch (edit.type) {
    case 'add_option':
      return [...options, { id: newId(), name: '', choices: [] }];
    case 'rename_option':
      return options.map((option) => (option.id === edit.option ? { ...option, name: edit.name } : option));
    case 'move_option':
      return moved(options, edit.option, edit.by);
    case 'remove_option':
      return options.filter(({ id }) => id !== edit.option);
    case 'add_choices':
      return options.map((option) =>
        option.id === edit.option
          ? { ...option, choices: withChoices(option.choices, edit.names, newId) }
          : option,
      );
    case 'rename_choice':
      return changeChoices(options, (choices) =>
        choices.map((choice) => (choice.id === edit.choice ? { ...choice, name: edit.name } : choice)),
      );
    case 'move_choice':
      return changeChoices(options, (choices) => moved(choices, edit.choice, edit.by));
    case 'remove_choice':
      return changeChoices(options, (choices) => choices.filter(({ id }) => id !== edit.choice));
  }
}

const changeChoices = (options: Option[], change: (choices: Choice[]) => Choice[]) =>
  options.map((option) => ({ ...option, choices: change(option.choices) }));

/** Adds the names that are not among the choices yet. Upper and lower case count as the same. */
function withChoices(choices: Choice[], names: string[], newId: () => string): Choice[] {
  const known = new Set(choices.map(({ name }) => folded(name)));
  const added: Choice[] = [];
  for (const name of names.map((each) => each.trim())) {
    if (!name || known.has(folded(name))) continue;
    known.add(folded(name));
    added.push({ id: newId(), name });
  }
  return [...choices, ...added];
}

const folded = (name: string) => name.trim().toLowerCase();

function moved<Item extends { id: string }>(items: Item[], id: string, by: 1 | -1): Item[] {
  const from = items.findIndex((item) => item.id === id);
  const item = items[from];
  const other = items[from + by];
  return item && other ? items.with(from, other).with(from + by, item) : items;
}

/** The variants after a change of the options. */
function arrange(
  before: Matrix,
  options: Option[],
  newId: () => string,
  isPreferred: (key: string) => boolean = () => true,
): Matrix {
  const live = liveOptions(options);
  const wasLive = new Set(liveOptions(before.options).map(({ id }) => id));
  const byChoices = new Map<string, Combination>();
  const current = namesById(options);
  const parked = before.parked.map(({ key, choices }) => ({
    key,
    choices: choices.map((choice) => ({ ...choice, name: current.get(choice.id) ?? choice.name })),
  }));
  for (const { key, choices } of preferredFirst(before.combinations, isPreferred)) {
    const own = live.flatMap((option) => {
      const chosen = option.choices.find(({ id }) => choices.includes(id));
      // existing variants get the first choice of a new option
      const first = wasLive.has(option.id) ? undefined : option.choices[0];
      return chosen ?? first ?? [];
    });
    const combination = keyOf(own.map(({ id }) => id));
    if (own.length === live.length && !byChoices.has(combination))
      byChoices.set(combination, { key, choices: own.map(({ id }) => id) });
    else parked.push({ key, choices: parkedChoices(before.options, choices) });
  }
  const kept = [...byChoices.values()];
  // of several with the same names, the one that was parked last returns
  const returning = new Map(parked.map(({ key, choices }) => [keyOf(namesUnder(live, choices)), key]));
  const combinations = product(live.map(({ choices }) => choices.map(({ id }) => id))).map((choices) => {
    const known = byChoices.get(keyOf(choices));
    if (known) return known;
    const names = keyOf(choiceNames(options, choices).map(folded));
    const key = returning.get(names);
    returning.delete(names);
    return key === undefined
      ? { key: newId(), choices, from: nearest(kept, choices)?.key }
      : { key, choices };
  });
  const used = new Set(combinations.map(({ key }) => key));
  return { options, combinations, parked: parked.filter(({ key }) => !used.has(key)) };
}

/** The choices of a combination, with the names that they have now. */
const parkedChoices = (options: Option[], ids: string[]): ParkedChoice[] =>
  options.flatMap(({ id: option, choices }) =>
    choices.filter(({ id }) => ids.includes(id)).map((choice) => ({ ...choice, option })),
  );

/**
 * The names of a parked variant's choices in the order of these options. Options that it does not know take what is
 * left, in order: one of them may be a removed option that was added again.
 */
function namesUnder(options: Option[], choices: ParkedChoice[]): string[] {
  const left = choices.filter(({ option }) => options.every(({ id }) => id !== option));
  const ordered = options.flatMap(
    ({ id }) => choices.find(({ option }) => option === id) ?? left.shift() ?? [],
  );
  return [...ordered, ...left].map(({ name }) => folded(name));
}

const preferredFirst = (combinations: Combination[], isPreferred: (key: string) => boolean) => [
  ...combinations.filter(({ key }) => isPreferred(key)),
  ...combinations.filter(({ key }) => !isPreferred(key)),
];

const keyOf = (parts: string[]) => JSON.stringify(parts);

/** All combinations of one item of each list. */
const product = (lists: string[][]): string[][] =>
  lists.reduce<string[][]>((ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])), [[]]);

/** The combination with the most choices in common. */
function nearest(combinations: Combination[], choices: string[]): Combination | undefined {
  const shared = (each: Combination) => each.choices.filter((id) => choices.includes(id)).length;
  let best: Combination | undefined;
  for (const each of combinations) if (!best || shared(each) > shared(best)) best = each;
  return best;
}
