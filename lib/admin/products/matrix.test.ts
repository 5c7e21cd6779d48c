import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceNames, editOptions, liveOptions, type Matrix, matrixOf, type OptionEdit } from './matrix';

const shirt = {
  options: [
    { name: 'Size', choices: ['S', 'L'] },
    { name: 'Colour', choices: ['White', 'Indigo'] },
  ],
  variants: [
    { variant_id: 'sw', options: ['S', 'White'], is_active: true },
    { variant_id: 'si', options: ['S', 'Indigo'], is_active: true },
    { variant_id: 'li', options: ['L', 'Indigo'], is_active: false },
  ],
};

function ids(prefix = 'new') {
  let count = 0;
  return () => `${prefix}-${count++}`;
}

/** Each combination as `S / White: sw`, in order. */
const shown = ({ options, combinations }: Matrix) =>
  combinations.map(({ key, choices }) => `${choiceNames(options, choices).join(' / ')}: ${key}`);

const choice = ({ options }: Matrix, name: string) =>
  options.flatMap(({ choices }) => choices).find((each) => each.name === name)?.id ?? '';

test('a combination without a variant is listed, so that it can be turned on', () => {
  expect(shown(matrixOf(shirt))).toEqual([
    'S / White: sw',
    'S / Indigo: si',
    'L / White: empty-0',
    'L / Indigo: li',
  ]);
  expect(shown(matrixOf({ options: [], variants: [] }))).toEqual([': empty-0']);
});

test('renaming a choice and moving an option keep all variants', () => {
  let matrix = matrixOf(shirt);
  matrix = editOptions(matrix, { type: 'rename_choice', choice: choice(matrix, 'S'), name: 'Small' }, ids());
  matrix = editOptions(matrix, { type: 'move_option', option: 'option-1', by: -1 }, ids());
  expect(shown(matrix)).toEqual([
    'White / Small: sw',
    'White / L: empty-0',
    'Indigo / Small: si',
    'Indigo / L: li',
  ]);
});

test('a new choice adds its combinations, which start with the values of the nearest one', () => {
  const matrix = editOptions(
    matrixOf(shirt),
    { type: 'add_choices', option: 'option-0', names: ['M', ' s ', ''] },
    ids(),
  );
  expect(matrix.combinations.slice(4)).toMatchObject([
    { key: 'new-1', from: 'sw' },
    { key: 'new-2', from: 'si' },
  ]);
});

test('all variants get the first choice of a new option, and lose it when the option is removed', () => {
  const before = matrixOf({ options: [], variants: [{ variant_id: 'one', options: [], is_active: true }] });
  const newId = ids();
  let matrix = editOptions(before, { type: 'add_option' }, newId);
  expect(shown(matrix), 'an option without a choice changes nothing').toEqual([': one']);
  matrix = editOptions(matrix, { type: 'add_choices', option: 'new-0', names: ['S', 'L'] }, newId);
  expect(shown(matrix)).toEqual(['S: one', 'L: new-3']);
  matrix = editOptions(matrix, { type: 'remove_option', option: 'new-0' }, newId);
  expect(shown(matrix)).toEqual([': one']);
});

test('when several variants get the same choices, a preferred one stays', () => {
  const matrix = editOptions(
    matrixOf(shirt),
    { type: 'remove_option', option: 'option-1' },
    ids(),
    (key) => key === 'si',
  );
  expect(shown(matrix)).toEqual(['S: si', 'L: empty-0']);
  expect(matrix.parked).toContainEqual({
    key: 'sw',
    choices: [
      { option: 'option-0', id: 'choice-0-0', name: 'S' },
      { option: 'option-1', id: 'choice-1-0', name: 'White' },
    ],
  });
});

test('adding a removed choice again restores its variants', () => {
  let matrix = matrixOf(shirt);
  matrix = editOptions(matrix, { type: 'remove_choice', choice: choice(matrix, 'S') }, ids());
  expect(shown(matrix)).toEqual(['L / White: empty-0', 'L / Indigo: li']);
  matrix = editOptions(matrix, { type: 'add_choices', option: 'option-0', names: ['s'] }, ids());
  expect(shown(matrix).slice(2)).toEqual(['s / White: sw', 's / Indigo: si']);
});

test.each<[string, OptionEdit, string[]]>([
  [
    'an option was moved',
    { type: 'move_option', option: 'option-1', by: -1 },
    ['White / L: empty-0', 'White / S: sw', 'Indigo / L: li', 'Indigo / S: si'],
  ],
  [
    'another choice was renamed',
    { type: 'rename_choice', choice: 'choice-1-0', name: 'Ivory' },
    ['L / Ivory: empty-0', 'L / Indigo: li', 'S / Ivory: sw', 'S / Indigo: si'],
  ],
])('adding a removed choice again restores its variants after %s', (_, edit, after) => {
  let matrix = editOptions(matrixOf(shirt), { type: 'remove_choice', choice: 'choice-0-0' }, ids());
  matrix = editOptions(matrix, edit, ids());
  matrix = editOptions(matrix, { type: 'add_choices', option: 'option-0', names: ['S'] }, ids());
  expect(shown(matrix)).toEqual(after);
});

test('adding a removed option again, now behind the other one, restores its variants', () => {
  const newId = ids();
  let matrix = editOptions(matrixOf(shirt), { type: 'remove_option', option: 'option-0' }, newId);
  expect(shown(matrix)).toEqual(['White: sw', 'Indigo: si']);
  matrix = editOptions(matrix, { type: 'add_option' }, newId);
  matrix = editOptions(matrix, { type: 'add_choices', option: 'new-0', names: ['S', 'L'] }, newId);
  expect(shown(matrix)).toEqual(['White / S: sw', 'White / L: empty-0', 'Indigo / S: si', 'Indigo / L: li']);
});

test('an edit cannot make more than three options or a thousand variants', () => {
  const matrix = matrixOf(shirt);
  const names = Array.from({ length: 600 }, (_, index) => `Colour ${index}`);
  expect(editOptions(matrix, { type: 'add_choices', option: 'option-1', names }, ids())).toBe(matrix);
  const three = editOptions(matrix, { type: 'add_option' }, ids());
  expect(editOptions(three, { type: 'add_option' }, ids('more'))).toBe(three);
});

type Step = { type: OptionEdit['type']; option: number; choice: number; name: string; by: 1 | -1 };

const steps = fc.array(
  fc.record<Step>({
    type: fc.constantFrom(
      'add_option',
      'rename_option',
      'move_option',
      'remove_option',
      'add_choices',
      'rename_choice',
      'move_choice',
      'remove_choice',
    ),
    option: fc.nat(3),
    choice: fc.nat(5),
    name: fc.constantFrom('S', 'M', 'L', 'White', 'Indigo'),
    by: fc.constantFrom(1, -1),
  }),
  { maxLength: 25 },
);

/** The edit that a random step makes in a matrix. */
function editOf({ options }: Matrix, { type, name, by, ...at }: Step): OptionEdit {
  const option = options[at.option % Math.max(options.length, 1)]?.id ?? '';
  const choices = options.flatMap((each) => each.choices);
  const chosen = choices[at.choice % Math.max(choices.length, 1)]?.id ?? '';
  return { type, option, choice: chosen, names: [name, `${name}${at.choice}`], name, by } as OptionEdit;
}

test('no edit of options loses a variant whose choices remain, or makes two with the same choices', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const newId = ids();
      let matrix = matrixOf(shirt);
      for (const step of taken) {
        const before = matrix;
        matrix = editOptions(before, editOf(before, step), newId);
        const combinations = matrix.combinations.map(({ choices }) => choices.join());
        expect(new Set(combinations).size).toBe(combinations.length);
        const live = liveOptions(matrix.options);
        expect(combinations).toHaveLength(live.reduce((count, { choices }) => count * choices.length, 1));
        for (const { choices } of matrix.combinations)
          expect(live.map((option) => option.choices.some(({ id }) => choices.includes(id)))).not.toContain(
            false,
          );

        const keys = [...matrix.combinations, ...matrix.parked].map(({ key }) => key);
        expect(new Set(keys).size, 'each is listed once').toBe(keys.length);
        const all = new Set(live.flatMap((option) => option.choices.map(({ id }) => id)));
        const isSameWidth = live.length === liveOptions(before.options).length;
        for (const { key, choices } of before.combinations) {
          expect(keys, 'none is forgotten').toContain(key);
          if (!isSameWidth || !choices.every((id) => all.has(id))) continue;
          const now = matrix.combinations.find((each) => each.key === key);
          expect(now?.choices.toSorted()).toEqual(choices.toSorted());
        }
      }
    }),
  );
});

test('a removed choice brings all its variants back when it is added again, whatever was moved or renamed meanwhile', () => {
  const rearranged = steps.map((all) =>
    all.filter(({ type }) => ['move_option', 'move_choice', 'rename_option', 'rename_choice'].includes(type)),
  );
  fc.assert(
    fc.property(steps, fc.nat(), rearranged, (taken, pick, meanwhile) => {
      const newId = ids();
      let matrix = matrixOf(shirt);
      for (const step of taken) matrix = editOptions(matrix, editOf(matrix, step), newId);
      // names that occur once in their option; choices that staff rename to one name cannot be told apart
      const all = matrix.options.flatMap(({ id: option, choices }) =>
        choices.map(({ id, name }) => ({ option, id, name })),
      );
      fc.pre(new Set(all.map(({ option, name }) => option + name.toLowerCase())).size === all.length);
      const removed = all[pick % Math.max(all.length, 1)];
      if (!removed) return;
      const lost = matrix.combinations.filter(({ choices }) => choices.includes(removed.id));

      matrix = editOptions(matrix, { type: 'remove_choice', choice: removed.id }, newId);
      for (const [at, step] of meanwhile.entries())
        matrix = editOptions(matrix, editOf(matrix, { ...step, name: `Renamed ${at}` }), newId);
      matrix = editOptions(
        matrix,
        { type: 'add_choices', option: removed.option, names: [removed.name] },
        newId,
      );
      const option = matrix.options.find(({ id }) => id === removed.option);
      const added = option?.choices.at(-1)?.id;
      for (const { key, choices } of lost)
        expect(matrix.combinations.find((each) => each.key === key)?.choices.toSorted()).toEqual(
          choices.map((id) => (id === removed.id ? added : id)).toSorted(),
        );
    }),
  );
});
