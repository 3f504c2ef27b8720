"""Reading in the page the number that a numbered film bears in its pictures, as ``tests.films.read_number`` does outside."""

READ_NUMBER = """
(source) => {
  const canvas = window.sampler ??= Object.assign(document.createElement("canvas"), { width: 32, height: 18 });
  const brush = window.samplerBrush ??= canvas.getContext("2d", { willReadFrequently: true });
  brush.imageSmoothingEnabled = false;
  brush.drawImage(source, 0, 0, 32, 18);
  const row = brush.getImageData(0, 1, 32, 1).data;
  let number = 0;
  for (let cell = 0; cell < 16; cell++) number = number * 2 + (row[8 * cell] > 127 ? 1 : 0);
  return number;
}
""".strip()
"""A function of a video or a canvas that gives the number in its picture, read at a quarter of each cell's width."""

READ_PLAYER = f"""
() => ({{
  picture: ({READ_NUMBER})(document.querySelector("[data-testid=drawn]")),
  label: Number(document.querySelector("[data-testid=frame-number]").dataset.frame),
}})
""".strip()
"""A function that gives the number in the player's picture and the number the player says."""

ONLY_VIDEO = "delete globalThis.VideoDecoder"
"""Run before a page's scripts: what a page finds that is not secure, on a plain network address."""

NEAR_CANVASES = """
const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return getContext.call(this, kind, { ...options, willReadFrequently: true });
};
""".strip()
"""Run before a page's scripts: canvases lie in main memory, where a thousand pictures are read faster than twenty in the graphics card."""
