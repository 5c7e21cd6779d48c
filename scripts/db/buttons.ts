import fs from 'node:fs';
import path from 'node:path';
import '../alias.ts';
import { root } from '../part.ts';

/** By which button of the admin staff give a command, and which function it calls. */
export type Button = { label: string; runs: string };

/** The button of each command of an order; of one that comes with another, such as a decision, the other's. */
export async function readButtons(): Promise<Map<string, Button>> {
  const { commands, otherCommands } = await import('../../lib/admin/orders/commands.ts');
  const file = path.join(root, 'lib', 'messages', 'admin.en.json');
  const { orderCommands } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const buttons = new Map<string, Button>(
    Object.entries(commands).map(([name, { runs }]) => [name, { runs, label: orderCommands[name].label }]),
  );
  for (const [command, { by }] of Object.entries(otherCommands)) {
    const button = buttons.get(by);
    if (button) buttons.set(command, button);
  }
  return buttons;
}
