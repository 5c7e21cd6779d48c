/** The colours and materials of all Ìtànná packaging. */
import { metal, plastic, wood } from '../materials.ts';

export const paper = '#fbf3e8';
export const cocoa = '#5a3322';
export const brass = () => metal('#d9b48a', 0.3);
export const bone = () => plastic('#f3ece2', 0.5);
export const oak = () => wood('#c99a6a', '#7b4c28');
