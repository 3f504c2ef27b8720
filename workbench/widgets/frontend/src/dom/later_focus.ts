/** Moving the focus once an answer has come. */

/** Remembers what has the focus now; the way to move it later, unless somebody has put it somewhere else meanwhile. */
export function laterFocus(page: Document): (move: () => void) => void {
  const before = focused(page);
  return (move) => {
    const now = focused(page);
    if (now === null || now === before) move();
  };
}

function focused({ activeElement, body }: Document): Element | null {
  return activeElement === body ? null : activeElement;
}
