// What pdf.js draws on where there is no document.

/** @typedef {{canvas: OffscreenCanvas | null, context: OffscreenCanvasRenderingContext2D | null}} Drawing */

export class Canvases {
  /** @param {number} width @param {number} height  in pixels  @returns {Drawing} */
  create(width, height) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d") };
  }

  /** @param {Drawing} drawing @param {number} width @param {number} height */
  reset({ canvas }, width, height) {
    if (canvas) Object.assign(canvas, { width, height });
  }

  /** @param {Drawing} drawing  its memory goes at once */
  destroy(drawing) {
    this.reset(drawing, 0, 0);
    Object.assign(drawing, { canvas: null, context: null });
  }
}

/** SVG filters need a document; scans have none. */
export class NoFilters {
  addFilter() {
    return "none";
  }

  addHCMFilter() {
    return "none";
  }

  addAlphaFilter() {
    return "none";
  }

  addLuminosityFilter() {
    return "none";
  }

  addHighlightHCMFilter() {
    return "none";
  }

  destroy() {}
}
