"""Reading in the page the number that a numbered film bears in its pictures, as ``tests.films.read_number`` does outside."""

READ_NUMBER = """
(source) => {
  const canvas = window.sampler ??= document.createElement("canvas");
  canvas.width = source.videoWidth ?? source.width;
  canvas.height = source.videoHeight ?? source.height;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.drawImage(source, 0, 0);
  let number = 0;
  for (let cell = 0; cell < 16; cell++) {
    const [red] = brush.getImageData(((cell + 0.5) * canvas.width) / 16, canvas.height / 16, 1, 1).data;
    number = number * 2 + (red > 127 ? 1 : 0);
  }
  return number;
}
""".strip()
"""A function of a video or a canvas that gives the number in its picture."""
