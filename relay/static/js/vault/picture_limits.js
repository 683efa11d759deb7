// Every limit on pictures, in one place (docs/design.md §10.7). Sizes are bytes.

/** Dots an inch at which a scan keeps what a pen wrote. */
export const DOTS_PER_INCH = 300;
/** Longest side in pixels: of a photo, and of a sheet of paper at that sharpness. */
export const LONGEST_PHOTO = 2400;
export const LONGEST_SCAN = 3600;
/** Of one picture that is to be read; more would not fit into a phone's memory. */
export const MOST_PIXELS = 120_000_000;
/** One file as it is chosen. */
export const MOST_FILE_BYTES = 100_000_000;
/** In one letter or reply: with a description each, they fit beside two texts into a container (protocol.md §4.1). */
export const MOST_PICTURES = 30;
/** Of all pictures of a letter, prepared: its draft stays below the server's `draft_bytes`. */
export const MOST_LETTER_BYTES = 15_000_000;
/** Of all pages of a reply, which has no draft. */
export const MOST_REPLY_BYTES = 60_000_000;
/** A picture's description, in characters (protocol.md §4.1). */
export const MOST_WORDS = 500;
