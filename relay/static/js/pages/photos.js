/** A list of photos or scans that somebody adds, puts in order and removes; every one comes clean out of the vault. */
import { vault } from "../vault/client.js";
import { fill } from "./page.js";

/** @typedef {{type: string, bytes: Uint8Array<ArrayBuffer>}} Photo */
/** @typedef {{photo: string, remove: string, earlier?: string, later?: string}} Words  each with `{number}` */

export class Photos {
  /** @type {{photo: Photo, address: string}[]} */
  #entries = [];

  /**
   * @param {HTMLElement} list  an empty `ul` or `ol`
   * @param {Words} words  `earlier` and `later` only where the order can be changed
   * @param {() => void} changed  told after each change
   * @param {{scan?: boolean}} [as]  `scan`: handwriting, kept at paper's full sharpness
   */
  constructor(list, words, changed, as = {}) {
    this.as = as;
    this.list = list;
    this.words = words;
    this.changed = changed;
  }

  /** @returns {Photo[]} in order */
  get all() {
    return this.#entries.map(({ photo }) => photo);
  }

  /** @param {Photo[]} photos  shown in place of what is there; tells nobody */
  set all(photos) {
    for (const { address } of this.#entries) URL.revokeObjectURL(address);
    this.#entries = photos.map(entry);
    this.#draw();
  }

  /**
   * Add pictures from files, in the order given.
   * @param {Iterable<File>} files
   * @throws {import("../vault/client.js").VaultError} `not-a-photo`; those before it are kept
   */
  async add(files) {
    for (const file of files) {
      const { type, bytes } = await vault.call("prepareImage", { file, ...this.as });
      this.#entries.push(entry({ type, bytes }));
      this.#draw();
      this.changed();
    }
  }

  #draw() {
    this.list.replaceChildren(...this.#entries.map(({ address }, index) => this.#item(address, index)));
  }

  /** @param {string} address @param {number} index */
  #item(address, index) {
    const item = document.createElement("li");
    const image = document.createElement("img");
    image.src = address;
    image.alt = fill(this.words.photo, { number: index + 1 });
    item.append(image, ...this.#moves(index), this.#button("remove", index, () => this.#remove(index)));
    return item;
  }

  /** @param {number} index */
  #moves(index) {
    if (!this.words.earlier) return [];
    const moves = [];
    if (index > 0) moves.push(this.#button("earlier", index, () => this.#swap(index, index - 1)));
    if (index < this.#entries.length - 1) moves.push(this.#button("later", index, () => this.#swap(index, index + 1)));
    return moves;
  }

  /** @param {"remove" | "earlier" | "later"} act @param {number} index @param {() => void} press */
  #button(act, index, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.dataset.act = act;
    button.textContent = fill(this.words[act] ?? "", { number: index + 1 });
    button.addEventListener("click", press);
    return button;
  }

  /** @param {number} index */
  #remove(index) {
    const [{ address }] = this.#entries.splice(index, 1);
    URL.revokeObjectURL(address);
    this.#redraw(Math.min(index, this.#entries.length - 1), "remove");
  }

  /** @param {number} from @param {number} to */
  #swap(from, to) {
    [this.#entries[from], this.#entries[to]] = [this.#entries[to], this.#entries[from]];
    this.#redraw(to, to < from ? "earlier" : "later");
  }

  /** Draw again and leave the keyboard where it was. @param {number} index @param {string} act */
  #redraw(index, act) {
    this.#draw();
    const item = this.list.children[index];
    const button = item?.querySelector(`[data-act="${act}"]`) ?? item?.querySelector("button");
    /** @type {HTMLElement | null | undefined} */ (button)?.focus();
    this.changed();
  }
}

/** @param {Photo} photo */
function entry(photo) {
  return { photo, address: URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })) };
}
