/** Lists whose rows one walks through by keys. A row is a button marked with `data-row`. */

/** Up and down, first and last: the focus moves and the film follows. */
export function walkRows(event: KeyboardEvent, row: HTMLElement): void {
  const rows = [...(row.closest("ol")?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const at = rows.indexOf(row);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const next = rows[to];
  next?.focus();
  next?.click();
}
