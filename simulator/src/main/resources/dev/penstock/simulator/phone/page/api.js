// The page's only way to the engine: loopback, same origin, with the token of this run in a header.

const TOKEN_KEY = "penstock-token";

function takeToken() {
  const given = new URLSearchParams(location.search).get("token");
  if (given) {
    sessionStorage.setItem(TOKEN_KEY, given);
    history.replaceState(null, "", location.pathname + location.hash);
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? "";
}

const token = takeToken();

async function call(path, options = {}) {
  const answer = await fetch(path, {
    ...options,
    cache: "no-store",
    headers: { "X-Penstock-Token": token, ...options.headers },
  });
  if (!answer.ok) {
    const problem = new Error(await answer.text());
    problem.status = answer.status;
    throw problem;
  }
  return answer;
}

/** The state after revision `after`: answers when there is one, or after the server's patience with the same state. */
export async function state(after) {
  return (await call(`/api/state?after=${after}`)).json();
}

/** Tells the engine what the person did. */
export async function send(event) {
  const body = JSON.stringify(event);
  return (await call("/api/event", { method: "POST", headers: { "Content-Type": "application/json" }, body })).json();
}

/** Hands a chosen file over; the engine encrypts it as WhatsApp's media store would. */
export async function upload(key, file) {
  const query = new URLSearchParams({ key, name: file.name, type: file.type });
  const headers = { "Content-Type": "application/octet-stream" };
  return (await call(`/api/file?${query}`, { method: "POST", headers, body: file })).json();
}

/** A text the engine makes, such as the session as a scenario. */
export async function text(path) {
  return (await call(path)).text();
}

/** Anything else the engine tells as JSON. */
export async function json(path) {
  return (await call(path)).json();
}

/** Asks the engine for something that is no event of the phone: a fresh message, a replay. */
export async function ask(path) {
  return (await call(path, { method: "POST" })).json();
}
