/** The meaning of a colour: accent is the shop's routine work, warn means that someone has to look. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
