/** Printed labels on a canvas: the brand's blossom and name, the product name and its size. */
import type * as THREE from 'three';
import { canvas, type Pen, texture } from './canvas.ts';

const petal = new Path2D('M0-2C-8.5-7-9-16.5 0-23c9 6.5 8.5 16 0 21Z');
const serif = '"Fraunces Variable"';
const sans = '"Inter Variable"';

export interface Print {
  /** In centimetres. */
  width: number;
  height: number;
  ink: string;
  /** Colour of the paper; without it, the ink is printed on the vessel itself. */
  paper?: string;
  name: string[];
  note?: string;
  size?: string;
}

/** The mark of Ìtànná: five petals around (x, y). */
export function blossom(pen: Pen, x: number, y: number, scale: number, ink: string, line = 3): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(scale, scale);
  pen.strokeStyle = ink;
  pen.lineWidth = line;
  pen.lineJoin = 'round';
  for (let i = 0; i < 5; i += 1) {
    pen.stroke(petal);
    pen.rotate((Math.PI * 2) / 5);
  }
  pen.restore();
}

/** Draws one centred line of text; `$` in `font` stands for the size, `tracking` is in em. Shrinks the text to fit `room`. */
export function type(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  font: string,
  px: number,
  tracking: number,
  room: number,
): void {
  let size = px;
  do {
    pen.font = font.replace('$', `${size}px`);
    pen.letterSpacing = `${tracking * size}px`;
    size *= 0.96;
  } while (pen.measureText(text).width > room);
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  // to centre the line: letter spacing also follows the last letter, so half of it is added
  pen.fillText(text, x + (tracking * size) / 2, y);
}

/** A printed label at 130 pixels per centimetre. */
export function set(print: Print): Pen {
  const perCm = 130;
  const [w, h] = [print.width * perCm, print.height * perCm];
  const pen = canvas(w, h);
  if (print.paper) {
    pen.fillStyle = print.paper;
    pen.beginPath();
    pen.roundRect(0, 0, w, h, 0.12 * perCm);
    pen.fill();
  }
  const unit = Math.min(w / 4, h / 4.4);
  const room = w * 0.86;
  const top = Math.max(0.62 * unit, h / 2 - 1.9 * unit);
  blossom(pen, w / 2, top, unit / 62, print.ink, 3.2);
  pen.fillStyle = print.ink;
  type(pen, 'Ìtànná', w / 2, top + 1.12 * unit, `500 $ ${serif}`, unit * 0.82, 0.01, room);
  pen.globalAlpha = 0.75;
  pen.fillRect(w / 2 - unit * 0.32, top + 1.38 * unit, unit * 0.64, Math.max(2, unit * 0.018));
  pen.globalAlpha = 1;
  let y = top + 1.9 * unit;
  for (const line of print.name) {
    type(pen, line, w / 2, y, `400 $ ${serif}`, unit * 0.44, 0.005, room);
    y += unit * 0.52;
  }
  if (print.note)
    type(pen, print.note.toUpperCase(), w / 2, y + unit * 0.04, `500 $ ${sans}`, unit * 0.19, 0.14, room);
  if (print.size)
    type(
      pen,
      print.size,
      w / 2,
      Math.max(h - unit * 0.34, y + unit * 0.42),
      `500 $ ${sans}`,
      unit * 0.2,
      0.06,
      room,
    );
  return pen;
}

export function label(print: Print): THREE.CanvasTexture {
  const map = texture(set(print));
  // labels on a bottle are seen at an angle
  map.anisotropy = 4;
  return map;
}
