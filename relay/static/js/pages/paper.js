/**
 * Write a task's number and "page n / m" at the foot of every printed page; nothing else stands in a margin (R6).
 * @param {string} before  what stands before the page's number
 */
export function numberPages(before) {
  const rules = new CSSStyleSheet();
  const foot = `${JSON.stringify(before)} counter(page) " / " counter(pages)`;
  rules.replaceSync(`@page { @bottom-center { content: ${foot}; font: 10pt sans-serif; } }`);
  document.adoptedStyleSheets.push(rules);
}
