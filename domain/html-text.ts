/** Longer names are cut: a popup is read at a glance. */
const LONGEST_TEXT = 120;

/**
 * Text from outside, safe inside HTML and attributes: markup escaped, control characters and those that turn the direction
 * of writing taken out, cut at a length that a popup shows.
 */
export function safeText(text: string, longest = LONGEST_TEXT): string {
  const readable = [...text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()];
  const cut = readable.length > longest ? `${readable.slice(0, longest - 1).join('')}…` : readable.join('');
  return escapeHtml(cut);
}

/** A link to a checked address. `text` is safe already. */
export function link(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${text}</a>`;
}

/** The same, and the page from which it is opened stays. */
export function linkBeside(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}" target="_blank">${text}</a>`;
}

/** The words, as a link where there is an address. */
export function linkedBeside(href: string | null, text: string): string {
  return href === null ? text : linkBeside(href, text);
}

// Controls, lone surrogates, and the marks that embed, override or isolate a direction.
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
