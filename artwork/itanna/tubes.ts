/** Ìtànná's products in tubes, sticks and bars. */

import { metal, plastic } from '../materials.ts';
import { lipstick, soap, tube } from '../packs.ts';
import { turned } from '../shapes.ts';
import { brass, cocoa } from './house.ts';

export const soapBar = () => soap(7.4, 5.4, 2.5);

export const eyeCream = () => {
  const tip = turned('0,0 0.75,0,0.05 0.75,0.7,0.1 0.42,1.1,0.2 0.3,2,0.28 0,2.1', metal('#dcdad6', 0.18));
  return {
    tube: tube(
      1.25,
      7,
      '#f5eadb',
      { width: 2.7, height: 4.6, ink: cocoa, name: ['Obì Kola', 'Eye Cream'], size: '15 ml' },
      metal('#c9a27a', 0.3),
      1.8,
    ),
    tip,
  };
};

export const dailyVeil = () =>
  tube(
    1.95,
    10.4,
    '#e9b98a',
    { width: 4.3, height: 6.6, ink: '#5b2c17', name: ['Daily Veil'], note: 'SPF 50', size: '50 ml' },
    plastic('#f6ead9', 0.4),
    2.3,
  );

export const shades = { sand: '#d9b48f', amber: '#b97f4f', cocoa: '#82502f', ebony: '#4b2a1c' };
export const tintedVeil = (shade: keyof typeof shades) =>
  tube(
    1.7,
    9.2,
    shades[shade],
    {
      width: 3.8,
      height: 6.2,
      ink: shade === 'sand' ? '#4b2a1c' : '#fbeedd',
      name: ['Tinted Veil'],
      note: 'SPF 40',
      size: shade[0]?.toUpperCase() + shade.slice(1),
    },
    brass(),
    2.1,
  );

export const balms = {
  clear: ['#f0e2cf', '#f6e9d0'],
  zobo: ['#9c4f3b', '#9a2f42'],
  palm: ['#6b4a38', '#9a6444'],
} as const;
export const lipBalm = (tint: keyof typeof balms) => lipstick(balms[tint][0], balms[tint][1]);

export const handCream = () =>
  tube(
    1.65,
    8.4,
    '#efe2a4',
    { width: 3.7, height: 5.6, ink: '#56602a', name: ['Lemongrass', 'Hand Cream'], size: '50 ml' },
    plastic('#fbf6e4', 0.4),
    1.9,
  );
