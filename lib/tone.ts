/** What a colour says of a thing: accent that it is our turn, warn that somebody has to look. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
