// Photos and scans: drawn anew on this device, so that nothing but the picture is left (place, camera, thumbnails gone).
import { Refusal } from "../net/refusal.js";
import { LONGEST_PHOTO, LONGEST_SCAN, MOST_PIXELS } from "./picture_limits.js";

/** @typedef {{type: string, bytes: Uint8Array<ArrayBuffer>}} Image */
/** @typedef {{width: number, height: number}} Size  in pixels */

const QUALITY = 0.85;
const TYPE = "image/jpeg";

/**
 * @param {{file: Blob | ImageBitmap, scan?: boolean}} photo  a bitmap: a page that was drawn already
 * @returns {Promise<Image & Size>}
 * @throws {Refusal} `not-a-photo`
 */
export async function prepareImage({ file, scan = false }) {
  const bitmap = await decodeImage(file);
  const scale = Math.min(1, (scan ? LONGEST_SCAN : LONGEST_PHOTO) / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const image = await drawn({ width, height }, (context) => context.drawImage(bitmap, 0, 0, width, height));
  bitmap.close();
  return { ...image, width, height };
}

/**
 * Turn a picture to the right.
 * @param {{image: Image, quarters: number}} how  quarters: of a full turn
 * @returns {Promise<Image>}
 * @throws {Refusal} `not-a-photo`
 */
export async function turnImage({ image, quarters }) {
  const bitmap = await decodeImage(new Blob([image.bytes], { type: image.type }));
  const { width, height } = bitmap;
  const turned = await drawn(quarters % 2 ? { width: height, height: width } : { width, height }, (context) => {
    context.translate(context.canvas.width / 2, context.canvas.height / 2);
    context.rotate((quarters * Math.PI) / 2);
    context.drawImage(bitmap, -width / 2, -height / 2);
  });
  bitmap.close();
  return turned;
}

/**
 * @param {Size} size
 * @param {(context: OffscreenCanvasRenderingContext2D) => void} draw
 * @returns {Promise<Image>}
 */
async function drawn({ width, height }, draw) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Refusal("not-a-photo");
  context.fillStyle = "#ffffff"; // a scan with a transparent ground is dark on black otherwise
  context.fillRect(0, 0, width, height);
  draw(context);
  const blob = await canvas.convertToBlob({ type: TYPE, quality: QUALITY });
  return { type: TYPE, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** @param {Blob | ImageBitmap} file */
async function decodeImage(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    if (bitmap.width * bitmap.height <= MOST_PIXELS) return bitmap;
    bitmap.close();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  throw new Refusal("not-a-photo");
}
