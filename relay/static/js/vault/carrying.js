// The go-between: a mediator carries one side's words to the other in her own (design.md §3, `relayed`).
import { Refusal } from "../net/refusal.js";
import { encode } from "../protocol/b64.js";
import { packLetter } from "./containers.js";
import { receive, requireStanding } from "./received.js";
import { addressOf, grantTo } from "./reviewing.js";
import { sendSealed } from "./sealing.js";
import { post, sign } from "./statements.js";

/**
 * Write down what is to be carried; it goes nowhere yet.
 * @param {{case: string, thread: string, text: string, lang: string}} words  thread: the victim party it is with
 * @returns {Promise<{message: string}>}
 */
export async function relay({ case: code, thread, text, lang }) {
  const container = packLetter({ text, lang });
  return { message: await sendSealed({ kind: "relayed", case: code, thread, desk: `case/${code}`, container }) };
}

/**
 * Seal what a person gave or said to the mediator who meets them, where no institution's desk is named (protocol.md §4.2).
 * @param {{case: string, thread: string, images?: import("./containers.js").Picture[], text?: string, lang: string}} given
 * @returns {Promise<{message: string}>}
 * @throws {Refusal} `empty`, `consent-missing`, `role`: a desk is named by now
 */
export async function takeIn({ case: code, thread, images = [], text = "", lang }) {
  const container = packLetter({ text, images, lang });
  return { message: await sendSealed({ kind: "letter", case: code, thread, desk: `case/${code}`, container }) };
}

/**
 * Ask the side whose words these are whether that is what they mean.
 * @param {{message: string, party: string}} asked
 * @returns {Promise<{state: "proposed"}>}
 * @throws {Refusal} `desk-closed`, `in-person`, `state-moved`
 */
export async function proposeRelayed({ message, party }) {
  const received = await receive(message);
  const { book } = requireStanding(received);
  const { delivery, box } = await addressOf(party, book);
  if (!box) throw new Refusal(delivery === "in-person" ? "in-person" : "desk-closed", { status: 422 });
  const grant = grantTo(box, received);
  const { case: code } = received.head.context.fields;
  await post([sign(code, { type: "propose", message, edited: message, grants: [encode(grant.digest)] })], [grant]);
  return { state: "proposed" };
}
