/** Up and down move between rows; Enter follows the row's link by itself. */
export function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".row-link")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at < 0 ? 0 : at + by];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
