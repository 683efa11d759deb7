// What could tell who or where somebody is, in both languages, as people here write it. Advisory: but what is missed is missed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findFlags } from "../../relay/static/js/review/flags.js";

/** @param {string} text @param {string[]} [names] */
const found = (text, names) => findFlags(text, names).map(({ kind, text: written }) => `${kind}: ${written}`);

/** @param {string} kind @param {string[]} written */
function eachIs(kind, written) {
  for (const one of written) {
    assert.deepEqual(found(`Dear you, ${one} is it.`), [`${kind}: ${one}`], one);
    assert.deepEqual(found(`Bonjour, ${one}, c'est cela.`), [`${kind}: ${one}`], one);
  }
}

test("phone numbers, however they are written here or abroad", () => {
  eachIs("phone", ["613-555-0123", "(418) 555-0199", "1 800 555 0100", "+1.506.555.0147", "6135550123", "555-0123"]);
  eachIs("phone", ["+33 1 42 68 53 00", "514 555-0167 poste 12", "613-555-0123 ext. 45"]);
});

test("e-mail and web addresses, also spelled out", () => {
  eachIs("email", ["anna.b@example.ca", "anna (at) example (dot) ca", "anna arobase exemple point ca", "anna [at] example.ca"]);
  eachIs("web", ["https://example.org/a?b=c", "www.exemple.ca", "example.com", "@anna.b"]);
});

test("postal codes, in any case and with or without a space", () => {
  eachIs("postal-code", ["K7L 4V1", "k7l4v1", "H2X-1K3", "NY 10001-1234"]);
});

test("streets with their number, in English", () => {
  eachIs("address", ["123 Elm Street", "4567 Old Mill Rd", "12A St. George Ave. W", "9 elm street", "88 5th Avenue", "P.O. Box 123"]);
});

test("streets with their number, in French", () => {
  eachIs("address", ["45, rue Saint-Denis", "12 1/2 rue de l’Église", "1000 boul. René-Lévesque", "7 chemin de la Côte-des-Neiges"]);
  eachIs("address", ["case postale 12", "app. 4"]);
});

test("a street without its number tells a place as well", () => {
  eachIs("address", ["Princess Street", "rue des Érables"]);
});

test("identity numbers: social insurance, health cards, passports, fingerprint section, an offender's number", () => {
  eachIs("identity", ["046 454 286", "046-454-286", "046454286", "1234-567-897-AB", "ABCD 1234 5678", "GA123456", "A123456BC"]);
  eachIs("identity", ["123456A", "FPS 123456A", "inmate no. 98765", "numéro de détenu 98765".slice(10), "A1234-56789-01234"]);
});

test("any other long number, but no day, no years and no sum of money", () => {
  eachIs("number", ["12345678", "4111 1111 1111 1111", "123456789"]);
  assert.deepEqual(found("On 2026-11-22, le 22-11-2026, from 1999-2003, for 1 000 000 dollars, at 14:05, 40 years."), []);
});

test("plain words are left alone", () => {
  const letter =
    "Look at me. Call me at home. Then I think of you on the way home. It took a long road to get here; 3 nice places, 40 years ago my way was hard. " +
    "J'ai pris le chemin du retour. La place est libre. Il avait 12 ans, place aux lettres.";
  assert.deepEqual(found(letter), []);
});

test("the watch list is found whatever the accents, capitals, hyphens, ligatures or marks", () => {
  const names = ["Eloïse", "ELOISE", "Jean-Pierre", "oeuvre", "Trois-Rivières"];
  const text = "ÉLOÏSE, Eloise, E\u0301loi\u0308se's, jean pierre, JEAN\u2011PIERRE, l’œuvre, trois rivieres";
  const places = ["ÉLOÏSE", "Eloise", "E\u0301loi\u0308se", "jean pierre", "JEAN\u2011PIERRE", "œuvre", "trois rivieres"];
  assert.deepEqual(found(text, names), places.map((place) => `watched: ${place}`));
});

test("a watched name is found whole, not inside another word, and also inside an address", () => {
  assert.deepEqual(found("Annabel and Joanna", ["Anna"]), []);
  assert.deepEqual(found("12 Smith Street", ["Smith"]), ["address: 12 Smith Street", "watched: Smith"]);
  assert.deepEqual(found("anything", ["", "  ", "-"]), []);
});

test("places are where the text stands, beyond the basic plane too", () => {
  for (const text of ["👩‍👧 613-555-0123", "𝒜𝓃𝓃𝒶 Éloïse, K7L 4V1", "ﬁancé Éloïse"]) {
    const flags = findFlags(text, ["eloise", "anna"]);
    assert.ok(flags.length > 0);
    for (const { start, end, text: written } of flags) assert.equal(text.slice(start, end), written);
  }
  assert.equal(findFlags("𝒜𝓃𝓃𝒶", ["anna"])[0]?.text, "𝒜𝓃𝓃𝒶");
});

test("a long letter takes no long time, whatever it is made of", () => {
  for (const unit of ["rue de la ", "1 ", "a@", "Elm ", "12 Elm ", "no", "é", "1-"]) {
    const began = process.cpuUsage(); // of this process alone: a busy machine is no slow finder
    findFlags(unit.repeat(10_000), ["eloise"]);
    const { user } = process.cpuUsage(began);
    assert.ok(user < 4_000_000, `${JSON.stringify(unit)} took ${user} µs`);
  }
});
