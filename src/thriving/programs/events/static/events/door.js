// Keeps codes on the phone until the site has taken them. Codes only: no name ever comes here.

const form = document.querySelector("form[data-door]");
const { take, worker, letters, door } = form.dataset;
const QUEUE = `thriving.door.${door}`;
const TROUBLES = `${QUEUE}.troubles`;
const AT_ONCE = 100;
const PAUSES = [2, 5, 10, 30, 60]; // seconds between tries while nobody answers

const part = (name) => form.parentElement.querySelector(`[data-part="${name}"]`);
const kept = (name) => JSON.parse(localStorage.getItem(name) ?? "[]");
const keep = (name, list) => localStorage.setItem(name, JSON.stringify(list));

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// As the site reads it, so that a slip of the finger is noticed while its owner still stands there.
function read(typed) {
  const code = typed.normalize("NFKC").replace(/[\s\-‐-―.·]+/g, "").toUpperCase().replaceAll("U", "V");
  const places = [...code].map((letter) => letters.indexOf(letter));
  if (places.length !== 6 || places.includes(-1)) return "";
  const weighed = places.slice(0, 5).reduce((sum, place, index) => sum + place * (index + 2), places[5]);
  return weighed % letters.length === 0 ? code : "";
}

function line(text, detail) {
  const item = document.createElement("li");
  const code = document.createElement("bdi");
  code.textContent = `${text.slice(0, 3)}-${text.slice(3)}`;
  item.append(code, `: ${detail}`);
  return item;
}

function show() {
  const queue = kept(QUEUE);
  const troubles = kept(TROUBLES);
  part("count").textContent = queue.length.toLocaleString(document.documentElement.lang);
  part("waiting").hidden = queue.length === 0;
  part("troubles").hidden = troubles.length === 0;
  part("troubles-list").replaceChildren(...troubles.map((each) => line(each.code, each.words)));
}

function say(name) {
  for (const each of form.parentElement.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== name;
}

// Written first, and read back: only what lies on the phone is cleared from the form.
function enqueue(codes) {
  const at = new Date().toISOString();
  const added = codes.map((code) => ({ id: newId(), code, at }));
  keep(QUEUE, [...kept(QUEUE), ...added]);
  return kept(QUEUE).some((each) => each.id === added.at(-1).id);
}

function answered(answers) {
  const done = new Set(answers.map((each) => each.id));
  const troubles = answers.filter((each) => each.trouble).map(({ code, words }) => ({ code, words }));
  // Troubles before the queue: should the phone die between the two, the code is sent again and told again.
  keep(TROUBLES, [...kept(TROUBLES), ...troubles].slice(-200));
  keep(QUEUE, kept(QUEUE).filter((each) => !done.has(each.id)));
  const last = answers.at(-1);
  if (last) part("last").replaceChildren(...answers.slice(-5).reverse().map((each) => line(each.code, each.words)));
}

async function post(arrivals) {
  const response = await fetch(take, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify({ arrivals }),
  });
  if (response.status === 403 || response.redirected) return "sign-in";
  if (!response.ok) return "refused";
  answered((await response.json()).answers);
  return "";
}

let sending = false;
let tries = 0;
let again;
let signedOut = false; // no try changes that: the page has to be opened anew

async function sendAll() {
  while (kept(QUEUE).length > 0) {
    const trouble = await post(kept(QUEUE).slice(0, AT_ONCE));
    say(trouble);
    if (trouble) return trouble;
    show();
  }
  return "";
}

async function send() {
  if (sending || signedOut || kept(QUEUE).length === 0) return;
  sending = true;
  clearTimeout(again);
  try {
    const trouble = await sendAll();
    signedOut = trouble === "sign-in";
    tries = trouble ? tries + 1 : 0;
  } catch {
    say("offline");
    tries += 1;
  }
  sending = false;
  show();
  if (kept(QUEUE).length > 0 && !signedOut) again = setTimeout(send, PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = form.elements.codes;
  const typed = field.value.split(/[\n,;]+/).map((each) => each.trim()).filter(Boolean);
  const wrong = typed.filter((each) => !read(each));
  const right = typed.map(read).filter(Boolean);
  part("wrong").hidden = wrong.length === 0;
  try {
    if (right.length > 0 && !enqueue(right)) throw new Error("not kept");
  } catch {
    form.submit(); // the phone keeps nothing: the plain way, which the site answers
    return;
  }
  field.value = wrong.join("\n");
  field.focus();
  show();
  send();
});

part("clear").addEventListener("click", () => {
  keep(TROUBLES, []);
  show();
});
addEventListener("online", send);
addEventListener("storage", show);

// So that the page itself opens where there is no network.
if ("serviceWorker" in navigator) {
  const own = { createScriptURL: (address) => (address === worker ? address : "") };
  const policy = globalThis.trustedTypes?.createPolicy("door", own) ?? own;
  navigator.serviceWorker.register(policy.createScriptURL(worker)).catch(() => {});
}
part("script").hidden = false;
show();
send();
