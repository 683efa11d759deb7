// Photos and scans: drawn anew on this device, so that nothing but the picture is left (place, camera, thumbnails gone).
import { Refusal } from "../net/refusal.js";

/** Longest side in pixels: of a photo, and of a sheet of paper scanned at 300 dots an inch. */
const LONGEST = 2400;
const LONGEST_SCAN = 3600;
const QUALITY = 0.85;
const TYPE = "image/jpeg";

/**
 * @param {{file: Blob, scan?: boolean}} photo
 * @returns {Promise<{type: string, bytes: Uint8Array, width: number, height: number}>}
 * @throws {Refusal} `not-a-photo`
 */
export async function prepareImage({ file, scan = false }) {
  const bitmap = await decodeImage(file);
  const longest = scan ? LONGEST_SCAN : LONGEST;
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Refusal("not-a-photo");
  context.fillStyle = "#ffffff"; // a scan with a transparent ground is dark on black otherwise
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: TYPE, quality: QUALITY });
  return { type: TYPE, bytes: new Uint8Array(await blob.arrayBuffer()), width, height };
}

/** @param {Blob} file */
async function decodeImage(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    if (error instanceof DOMException) throw new Refusal("not-a-photo");
    throw error;
  }
}
