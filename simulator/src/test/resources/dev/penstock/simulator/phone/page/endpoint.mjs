// The simplest endpoint: not ours, in another language, so that the phone is tested against a stranger.
// Reads a private key (PKCS#8 PEM) from standard input and prints its port.
import { createServer } from "node:http";
import { constants, createCipheriv, createDecipheriv, createPrivateKey, privateDecrypt } from "node:crypto";
import { readFileSync } from "node:fs";

const privateKey = createPrivateKey(readFileSync(0, "utf8"));
const departments = [{ id: "eye", title: "Eyes" }, { id: "ear", title: "Ears" }];

function answer({ action, screen, data, flow_token }) {
  if (action === "ping") {
    return { data: { status: "active" } };
  }
  if (data?.error !== undefined) {
    return { data: { acknowledged: true } };
  }
  if (screen === "SUMMARY" && action === "data_exchange") {
    return { screen: "SUCCESS", data: { extension_message_response: { params: { flow_token, booking: "B-19" } } } };
  }
  if (screen === "APPOINTMENT" && data.day) {
    return data.department === "ear"
      ? { screen: "APPOINTMENT", data: { departments, is_day_open: true, errors: { day: "That day is full." } } }
      : { screen: "SUMMARY", data: { text: `${data.department} on ${data.day}` } };
  }
  return { screen: "APPOINTMENT", data: { departments, is_day_open: true } };
}

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const body = JSON.parse(Buffer.concat(chunks).toString());
  const bytes = (name) => Buffer.from(body[name], "base64");
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  let key;
  try {
    key = privateDecrypt({ key: privateKey, padding, oaepHash: "sha256" }, bytes("encrypted_aes_key"));
  } catch {
    response.writeHead(421).end();
    return;
  }
  const iv = bytes("initial_vector");
  const sealed = bytes("encrypted_flow_data");
  const opener = createDecipheriv("aes-128-gcm", key, iv).setAuthTag(sealed.subarray(-16));
  const clear = JSON.parse(Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]).toString());
  const sealer = createCipheriv("aes-128-gcm", key, iv.map((byte) => ~byte));
  const text = Buffer.concat([sealer.update(JSON.stringify(answer(clear))), sealer.final(), sealer.getAuthTag()]);
  response.writeHead(200, { "Content-Type": "text/plain" }).end(text.toString("base64"));
}).listen(0, "127.0.0.1", function () {
  console.log(this.address().port);
});
