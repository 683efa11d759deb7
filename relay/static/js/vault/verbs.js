// Every verb a page may ask. A verb takes one object and gives plain data; nothing here returns a key.
import * as cards from "./cards.js";
import * as cases from "./cases.js";
import * as choices from "./choices.js";
import * as decisions from "./decisions.js";
import * as desks from "./desks.js";
import * as drafts from "./drafts.js";
import * as drawing from "./drawing.js";
import * as images from "./images.js";
import * as invitations from "./invitations.js";
import * as joining from "./joining.js";
import * as ledgers from "./ledgers.js";
import * as letters from "./letters.js";
import * as reading from "./reading.js";
import * as release from "./release.js";
import * as session from "./session.js";
import * as tasks from "./tasks.js";
import * as trust from "./trust.js";

const { signIn, restore, me, touch, lock, signOut, sessions, endSession } = session;
const { joinLook, join } = joining;
const { drawPassphrase, drawRecovery } = drawing;
const { confirmMediator } = trust;
const { fingerprint, staff } = cards;
const { saveDraft, loadDraft, listDrafts, deleteDraft } = drafts;
const { prepareImage } = images;
const { prepareSend, sendLetter, sendAside } = letters;
const { choose } = choices;
const { openMessage } = reading;
const { setConsent, prepared, accept, takeOn, declareConflict, review, approve, opened } = decisions;
const { previewRelease } = release;
const { invite, invitationLink, cancelInvitation, confirmInvitation, revokeStaff } = invitations;
const { createInstitution, institutions, createCase, setOffenderDesk, assign, openSheet, brief } = cases;
const { openDesk, openMyDesks } = desks;
const { pullTask, task, openTask, handled, reply, tray } = tasks;

/** @type {Record<string, (args: any) => unknown>} */
export const verbs = {
  ...{ signIn, restore, me, touch, lock, signOut, sessions, endSession },
  ...{ joinLook, join, drawPassphrase, drawRecovery },
  ...{ trust: trust.trust, confirmMediator, fingerprint, staff, ledger: ledgers.ledger },
  ...{ saveDraft, loadDraft, listDrafts, deleteDraft, openKept: loadDraft, prepareImage },
  ...{ prepareSend, sendLetter, sendAside, choose, choices: choices.choices, openMessage, opened },
  ...{ setConsent, prepared, accept, takeOn, declareConflict, review, approve },
  ...{ previewRelease, release: release.release },
  ...{ invite, invitationLink, invitations: invitations.invitations, cancelInvitation, confirmInvitation, revokeStaff },
  ...{ createInstitution, institutions, createCase, setOffenderDesk, assign, openSheet, brief, openDesk, openMyDesks },
  ...{ pullTask, task, openTask, handled, reply, tray },
};
