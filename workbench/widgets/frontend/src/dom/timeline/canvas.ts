/** A canvas as large as its box, sharp on every screen, drawn at most once a painting. */

import { type Disposable, Owner } from "../../core/disposal";
import { element } from "../element";

export class Canvas implements Disposable {
  readonly element: HTMLCanvasElement;
  private readonly owner = new Owner();
  private width = 0;
  private height = 0;
  private request = 0;

  constructor(
    attributes: Readonly<Record<string, string>>,
    private readonly paint: (brush: CanvasRenderingContext2D, width: number, height: number) => void,
  ) {
    this.element = element("canvas", attributes);
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(this.element);
    this.owner.onDispose(() => observer.disconnect());
    this.owner.onDispose(() => cancelAnimationFrame(this.request));
  }

  get widthPx(): number {
    return this.width;
  }

  setHeight(px: number): void {
    if (this.element.style.height !== `${px}px`) this.element.style.height = `${px}px`;
  }

  invalidate(): void {
    if (this.request !== 0 || this.owner.disposed) return;
    this.request = requestAnimationFrame(() => {
      this.request = 0;
      this.draw();
    });
  }

  dispose(): void {
    this.owner.dispose();
  }

  private measure(): void {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === this.width && clientHeight === this.height) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.draw();
  }

  private draw(): void {
    const brush = this.element.getContext("2d");
    if (!brush || this.width === 0 || this.height === 0) return;
    const scale = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(this.width * scale), Math.round(this.height * scale)];
    if (this.element.width !== wide) this.element.width = wide;
    if (this.element.height !== high) this.element.height = high;
    brush.setTransform(scale, 0, 0, scale, 0, 0);
    this.paint(brush, this.width, this.height);
  }
}
