import fs from 'node:fs';
import path from 'node:path';
import '../alias.ts';
import { root } from '../part.ts';

/** The admin button for a command, and the function that it calls. */
export type Button = { label: string; runs: string };

/** The button of each order command. A command without one, such as a decision, has the button of the command it belongs to. */
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
