// Fetches a passkey from the browser and sends it with the form.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function read(asked) {
  const options = JSON.parse(asked);
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const known of [...(options.allowCredentials ?? []), ...(options.excludeCredentials ?? [])]) known.id = bytes(known.id);
  return { publicKey: options };
}

function written(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(given),
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!navigator.credentials) break;
  form.querySelector(".th-passkey-without").hidden = true; // it stands there until a script has run
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector(".th-passkey-failed");
    failed.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey](read(form.dataset.asked));
      form.elements.credential.value = written(credential);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
