// Every verb a page may ask. A verb takes one object and gives plain data; nothing here returns a key.
// A room is loaded when first asked, so that coming back on the next page need not wait for all of them.

/** @type {[load: () => Promise<Record<string, any>>, verbs: string[]][]} */
const ROOMS = [
  [() => import("./session.js"), ["signIn", "restore", "me", "touch", "lock", "signOut", "sessions", "endSession"]],
  [() => import("./joining.js"), ["joinLook", "join", "acceptInvitation"]],
  [() => import("./recovering.js"), ["recoverLook", "recover"]],
  [() => import("./account.js"), ["account", "changePassphrase", "changeSignIn", "newRecovery", "endOtherSessions"]],
  [() => import("./judging.js"), ["judgePassphrase"]],
  [() => import("./qr.js"), ["drawQr"]],
  [() => import("./drawing.js"), ["drawPassphrase", "drawRecovery"]],
  [() => import("./trust.js"), ["trust", "confirmMediator"]],
  [() => import("./cards.js"), ["fingerprint", "staff"]],
  [() => import("./ledgers.js"), ["ledger"]],
  [() => import("./drafts.js"), ["saveDraft", "loadDraft", "deleteDraft", "openKept"]],
  [() => import("./copies.js"), ["saveCopy", "loadCopy"]],
  [() => import("./images.js"), ["prepareImage", "turnImage"]],
  [() => import("./letters.js"), ["prepareSend", "sendLetter"]],
  [() => import("./case_names.js"), ["caseNames", "nameCase"]],
  [() => import("./choices.js"), ["choose", "choices"]],
  [() => import("./reading.js"), ["openMessage", "asidesOf"]],
  [() => import("./decisions.js"), ["setConsent", "prepared", "accept", "takeOn", "declareConflict", "review", "opened"]],
  [() => import("./answering.js"), ["wrote", "agree", "disagree", "withdraw"]],
  [() => import("./release.js"), ["previewRelease", "release"]],
  [() => import("./returning.js"), ["returnLetter", "propose"]],
  [() => import("./carrying.js"), ["relay", "takeIn", "proposeRelayed"]],
  [() => import("./notes.js"), ["note", "notes", "watchList", "saveWatchList"]],
  [() => import("./invitations.js"), ["invite", "invitationLink", "invitations", "cancelInvitation"]],
  [() => import("./endorsing.js"), ["confirmInvitation"]],
  [() => import("./staffing.js"), ["revokeStaff", "renewDesk", "deskNeeds"]],
  [() => import("./reinviting.js"), ["reinvite", "lossBeforeReinvite", "regrantable", "regrant"]],
  [() => import("./cases.js"), ["createInstitution", "createCase", "assign", "findCase", "openSheet", "brief"]],
  [() => import("./my_desks.js"), ["openMyDesks", "reopenDesk"]],
  [() => import("./tasks.js"), ["pullTask", "task", "openTask", "agreeOnPaper", "handled", "prepareReply", "reply"]],
];

const rooms = new Map(ROOMS.flatMap(([load, verbs]) => verbs.map((verb) => [verb, load])));

/**
 * @param {string} verb
 * @returns {Promise<((args: any) => unknown) | undefined>}
 */
export async function find(verb) {
  const load = rooms.get(verb);
  return load ? (await load())[verb] : undefined;
}

/** Load every room, so that the first press of a button waits for none. */
export async function warm() {
  await Promise.all(ROOMS.map(([load]) => load()));
}
