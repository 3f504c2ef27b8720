"""A live figure as wide as its page: plotly's own only hears of the window, and draws before it stands on the page."""

import anywidget

_ESM = """
export default {
  render({ el }) {
    let waiting = 0;
    const drawn = () => el.parentElement?.querySelector(".js-plotly-plot .main-svg");
    const fits = () => Math.abs(drawn().getBoundingClientRect().width - el.clientWidth) < 2;
    const look = () => {
      if (waiting || el.clientWidth === 0 || !drawn()) return;
      waiting = setTimeout(() => {
        waiting = 0;
        if (!drawn()) return;
        if (fits()) changes.disconnect();
        else window.dispatchEvent(new Event("resize"));
      }, 100);
    };
    const changes = new MutationObserver(look);
    const sizes = new ResizeObserver(() => {
      if (!el.parentElement) return;
      changes.observe(el.parentElement, { childList: true, subtree: true });
      look();
    });
    el.style.width = "100%";
    sizes.observe(el);
    return () => {
      clearTimeout(waiting);
      sizes.disconnect();
      changes.disconnect();
    };
  },
};
"""


class WidthKeeper(anywidget.AnyWidget):
    """Stands unseen beside a figure in one box and tells it when the box gets another width, and once when it is first drawn."""

    _esm = _ESM
