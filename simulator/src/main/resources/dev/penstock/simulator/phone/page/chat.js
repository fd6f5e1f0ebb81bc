// The chat before and after the Flow: the business's message with its button, and the reply that the Flow leaves.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { icon } from "/icons.js";

export function chat(view, phone, covered) {
  const name = view.business.name;
  return html`<div class="chat" ?inert=${covered} ?data-covered=${view.open}>
    <header class="chat-bar">
      <span class="chat-back">${icon(phone.settingsNow.platform === "ios" ? "chevronLeft" : "back", "flips")}</span>
      <span class="avatar" aria-hidden="true">${name.slice(0, 1)}</span>
      <span class="chat-who"><strong>${name}</strong><small>Business account</small></span>
      <span class="chat-calls">${icon("video")}${icon("phone")}</span>
      <button type="button" class="bar-button only-small" aria-label="Menu of the chat" @click=${() => phone.openSheet("menu", "")}>
        ${icon("more")}
      </button>
    </header>
    <div class="chat-log" role="log" aria-label="Chat" tabindex="0">
      <p class="chat-day">Today</p>
      <p class="chat-safe">${icon("lock")} This chat is a simulation on your own machine. Nothing in it reaches WhatsApp.</p>
      ${view.chat.map((message) => bubble(message, view, phone))}
    </div>
    <div class="chat-entry" aria-hidden="true">
      <span class="chat-plus">${icon("plus")}</span>
      <span class="chat-field">${icon("smile")}<span>Message</span>${icon("camera")}</span>
      <span class="chat-mic">${icon("mic")}</span>
    </div>
  </div>`;
}

function bubble(message, view, phone) {
  switch (message.kind) {
    case "flow":
      return flowMessage(message, view, phone);
    case "reply":
      return reply(message, view, phone);
    case "text":
      return text(message, view);
    default:
      return html`<p class="chat-notice">${message.text}</p>`;
  }
}

function flowMessage(message, view, phone) {
  return html`<article class="bubble bubble-in">
    <div class="bubble-text">
      ${message.header ? html`<h2>${message.header}</h2>` : nothing}
      <p>${message.text}</p>
      <p class="bubble-foot">
        ${message.footer ? html`<small>${message.footer}</small>` : html`<small></small>`}<time>${view.clock}</time>
      </p>
    </div>
    <button
      type="button"
      class="chat-cta"
      ?disabled=${!message.enabled}
      @click=${() => phone.send({ type: "open" })}
    >
      ${icon("form")} ${message.cta}
    </button>
  </article>`;
}

function text(message, view) {
  return html`<article class="bubble bubble-in">
    ${message.quote ? html`<div class="bubble-quote"><strong>You</strong><span>${message.quote}</span></div>` : nothing}
    <div class="bubble-text">
      <p>${message.text}</p>
      <p class="bubble-foot"><small></small><time>${view.clock}</time></p>
    </div>
  </article>`;
}

function reply(message, view, phone) {
  return html`<article class="bubble bubble-out">
    <div class="bubble-quote"><strong>${view.business.name}</strong><span>${message.quote}</span></div>
    <div class="bubble-reply">
      <span class="reply-sign">${icon("form")}</span>
      <span class="reply-text"><strong>${message.title}</strong><small>Response sent</small></span>
      <span class="reply-time"><time>${view.clock}</time>${icon("ticks", "ticks")}</span>
    </div>
    <button type="button" class="chat-cta" @click=${() => phone.openSheet("reply", "", { message })}>View response</button>
  </article>`;
}
